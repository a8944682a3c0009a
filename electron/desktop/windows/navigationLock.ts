/**
 * The window shows our page and nothing else, whatever a page, a link or a redirect tries. Links
 * out of it go to the person's own browser. Called by sessionWindow.ts for every window.
 */
import type { WebContents } from 'electron'
import type { Log } from '../../log.ts'
import { isOwnPage, opensOutside } from './origin.ts'

export interface NavigationLock {
  /** Origin of our page. */
  readonly own: string
  readonly openExternal: (url: string) => Promise<void>
  readonly log: Log
}

export function lockNavigation(contents: WebContents, { own, openExternal, log }: NavigationLock): void {
  // Neither the address nor its query is logged: it may hold what a person wrote.
  const openOutside = (url: string): void => {
    if (!opensOutside(url)) {
      log.warn(
        { protocol: URL.parse(url)?.protocol ?? null },
        'a link to something that is not the web was refused'
      )
      return
    }
    void openExternal(url).catch((error: unknown) => {
      log.warn(
        { error: error instanceof Error ? error.name : 'unknown' },
        'a link could not be opened outside'
      )
    })
  }
  contents.on('will-navigate', (details) => {
    if (isOwnPage(details.url, own)) return
    details.preventDefault()
    if (details.isMainFrame) openOutside(details.url)
  })
  contents.on('will-redirect', (details) => {
    if (!isOwnPage(details.url, own)) details.preventDefault()
  })
  contents.on('will-frame-navigate', (details) => {
    if (!isOwnPage(details.url, own)) details.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url)
    return { action: 'deny' }
  })
}
