/**
 * The windows this app has made. Owns the list; asked by ipc.ts whom to answer, by main.ts what to
 * focus, by wake and menu whom to tell.
 */
import type { BrowserWindow, WebContents } from 'electron'

export class Windows {
  readonly #open = new Set<BrowserWindow>()

  add(window: BrowserWindow): void {
    this.#open.add(window)
    window.once('closed', () => this.#open.delete(window))
  }

  get count(): number {
    return this.#open.size
  }

  /** The window whose page this is; null for a page that is not ours. */
  of(contents: WebContents): BrowserWindow | null {
    for (const window of this.#open) if (window.webContents === contents) return window
    return null
  }

  /** Tells every page something, on a channel its preload listens to. */
  tell(channel: string, ...values: readonly unknown[]): void {
    for (const window of this.#open) window.webContents.send(channel, ...values)
  }

  /** The window a person works in, else any; null when there is none. */
  get front(): BrowserWindow | null {
    const open = [...this.#open]
    return open.find((window) => window.isFocused()) ?? open[0] ?? null
  }
}

/** Brings a window to the front, out of the dock if it lies there. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
