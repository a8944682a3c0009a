/**
 * Remembers where the windows stand and what they show, so that they come back after quit, crash and update.
 * Written a moment after each change, and whole each time: a start reads the newest list that was true.
 */
import type { BrowserWindow } from 'electron'
import type { KeptPanes } from '../../../shared/panes.ts'
import type { Clock, ClockTimer } from '../../clock.ts'
import type { WindowPlace } from './windowPlace.ts'
import type { Windows } from './windows.ts'

/** Milliseconds from the last change until it is written. */
const settleMs = 400

export interface PlaceKeeperOptions {
  readonly windows: Windows
  readonly remember: (places: readonly WindowPlace[]) => void
  readonly clock: Clock
}

export class PlaceKeeper {
  readonly #options: PlaceKeeperOptions
  readonly #panes = new WeakMap<BrowserWindow, KeptPanes>()
  #timer: ClockTimer | null = null
  #isOver = false

  constructor(options: PlaceKeeperOptions) {
    this.#options = options
  }

  /** @param panes those the window begins with */
  watch(window: BrowserWindow, panes: KeptPanes = {}): void {
    this.#panes.set(window, panes)
    const later = (): void => this.#later()
    window.on('resize', later)
    window.on('move', later)
    window.on('maximize', later)
    window.on('unmaximize', later)
    window.on('enter-full-screen', later)
    window.on('leave-full-screen', later)
    window.on('focus', later)
    window.webContents.on('did-navigate', later)
    window.webContents.on('did-navigate-in-page', later)
    window.webContents.on('zoom-changed', later)
    // The last window to close is the one to come back to.
    window.once('closed', () => {
      if (this.#options.windows.count > 0) this.#later()
    })
    later()
  }

  panesOf(window: BrowserWindow): KeptPanes {
    return this.#panes.get(window) ?? {}
  }

  /** The page of this window says how a person arranged it. */
  keepPanes(window: BrowserWindow, panes: KeptPanes): void {
    this.#panes.set(window, panes)
    this.#later()
  }

  placeOf(window: BrowserWindow): WindowPlace {
    return {
      bounds: window.getNormalBounds(),
      state: window.isFullScreen() ? 'fullscreen' : window.isMaximized() ? 'maximized' : 'normal',
      zoom: window.webContents.getZoomLevel(),
      path: this.#options.windows.pathOf(window),
      panes: this.panesOf(window)
    }
  }

  /** Writes what is true now and nothing afterwards: windows that close because the app ends are to come back. */
  finish(): void {
    if (this.#isOver) return
    if (this.#options.windows.count > 0) this.#write()
    this.#timer?.cancel()
    this.#isOver = true
  }

  #later(): void {
    if (this.#isOver) return
    this.#timer?.cancel()
    this.#timer = this.#options.clock.setTimeout(() => this.#write(), settleMs)
  }

  #write(): void {
    const { windows, remember } = this.#options
    if (this.#isOver || windows.count === 0) return
    remember(windows.all.filter((window) => !window.isDestroyed()).map((window) => this.placeOf(window)))
  }
}
