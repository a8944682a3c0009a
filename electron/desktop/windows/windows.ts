/**
 * The windows this app has made, each with the token its page holds. Owns the list; asked by ipc.ts whom to
 * answer, by the others what to focus and whom to tell.
 */
import type { BrowserWindow, WebContents } from 'electron'
import { isSamePage, isWindowPath, routes } from '../../../shared/address.ts'
import type { IssuedToken } from '../../server/tokens.ts'

export class Windows {
  /** In the order in which a person was last in them, the latest last. */
  readonly #open = new Map<BrowserWindow, IssuedToken>()

  /** The token ends with the window. */
  add(window: BrowserWindow, token: IssuedToken): void {
    this.#open.set(window, token)
    window.on('focus', () => {
      if (this.#open.delete(window)) this.#open.set(window, token)
    })
    window.once('closed', () => {
      this.#open.delete(window)
      token.revoke()
    })
  }

  /** The one a person was in last comes last. */
  get all(): readonly BrowserWindow[] {
    return [...this.#open.keys()]
  }

  get count(): number {
    return this.#open.size
  }

  /** The window whose page this is; null for a page that is not ours. */
  of(contents: WebContents): BrowserWindow | null {
    return this.all.find((window) => window.webContents === contents) ?? null
  }

  /** The token of the page in this window; null when it has closed. */
  tokenOf(window: BrowserWindow): string | null {
    return this.#open.get(window)?.token ?? null
  }

  /** The page of the app a window shows, `/` while it shows none. */
  pathOf(window: BrowserWindow): string {
    const url = URL.parse(window.webContents.getURL())
    const path = url === null ? '' : `${url.pathname}${url.hash}`
    return isWindowPath(path) ? path : routes.home
  }

  /** The window that shows this page, the latest first; null when none does. */
  showing(path: string): BrowserWindow | null {
    return this.all.findLast((window) => isSamePage(this.pathOf(window), path)) ?? null
  }

  /** Tells every page something, on a channel its preload listens to. */
  tell(channel: string, ...values: readonly unknown[]): void {
    for (const window of this.all) window.webContents.send(channel, ...values)
  }

  /** The window a person works in, else the one they were in last; null when there is none. */
  get front(): BrowserWindow | null {
    return this.all.findLast((window) => window.isFocused()) ?? this.all.at(-1) ?? null
  }
}

/** Brings a window to the front, out of the dock if it lies there. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
