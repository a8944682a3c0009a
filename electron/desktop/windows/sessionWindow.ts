/**
 * One window on the app's page: sandboxed, without Node, locked to our origin, shown when its first frame is
 * painted, where it stood the last time. Made by startDesktop.ts.
 */
import { BrowserWindow, screen, shell } from 'electron'
import { messageOf } from '../../../shared/errors.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import { askWhenHung } from '../crashes/hungPage.ts'
import { lockNavigation } from './navigationLock.ts'
import { reloadAfterCrash } from '../crashes/reloadAfterCrash.ts'
import { fitBounds, leastSize, newSize } from './windowPlace.ts'
import type { WindowPlace } from './windowPlace.ts'

export interface SessionWindowOptions {
  /** Address of our page's server. */
  readonly url: string
  readonly place: WindowPlace
  /** Path of the built preload. */
  readonly preload: string
  /** What is seen before the page has painted: the page's own surface. */
  readonly background: string
  /** In which a person is asked about a page that crashes or hangs. */
  readonly language: () => LanguageCode
  readonly log: Log
  readonly clock: Clock
}

export function openSessionWindow(options: SessionWindowOptions): BrowserWindow {
  const { url, place, preload, background, language, log, clock } = options
  const bounds = fitBounds(
    place.bounds,
    screen.getAllDisplays().map(({ workArea }) => workArea)
  )
  const window = new BrowserWindow({
    ...newSize,
    ...bounds,
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    show: false,
    title: 'Skein',
    backgroundColor: background,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // A hidden window still applies events, and shows the present when it comes back.
      backgroundThrottling: false
    }
  })
  const { webContents } = window
  window.once('ready-to-show', () => {
    if (place.state === 'maximized') window.maximize()
    if (place.state === 'fullscreen') window.setFullScreen(true)
    window.show()
  })
  webContents.once('did-finish-load', () => webContents.setZoomLevel(place.zoom))
  lockNavigation(webContents, {
    own: new URL(url).origin,
    openExternal: (link) => shell.openExternal(link),
    log
  })
  const load = (page: string): void => {
    void window.loadURL(new URL(page, url).href).catch((error: unknown) => {
      // Closing a window in the middle of a load ends here too.
      if (!window.isDestroyed()) log.error({ error: messageOf(error) }, 'the page could not be loaded')
    })
  }
  reloadAfterCrash(window, { showStart: () => load('/'), language, log, clock })
  askWhenHung(window, language, log)
  load(place.path)
  return window
}
