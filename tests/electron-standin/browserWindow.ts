/** `BrowserWindow`: state a window has, around one `webContents`. */
import { EventEmitter } from 'node:events'
import { PreventableEvent } from './preventable.ts'
import { type PageSurroundings, WebContents } from './webContents.ts'

export interface WindowOptions {
  readonly width?: number
  readonly height?: number
  readonly show?: boolean
  readonly title?: string
  readonly backgroundColor?: string
  readonly webPreferences?: Readonly<Record<string, unknown>>
}

export interface WindowSurroundings extends PageSurroundings {
  /** Every window that is open, oldest first. */
  readonly windows: Set<StandInWindow>
  readonly isReady: () => boolean
  /** Called when the last window has closed. */
  readonly allClosed: () => void
}

/** What this app promises of its windows; Electron would accept less. */
const required = { sandbox: true, contextIsolation: true, nodeIntegration: false } as const

export class StandInWindow extends EventEmitter {
  readonly id: number
  readonly webContents: WebContents
  readonly #around: WindowSurroundings
  readonly #options: WindowOptions
  readonly #bounds: { x: number; y: number; width: number; height: number }
  #visible: boolean
  #minimized = false
  #focused = false
  #destroyed = false

  constructor(id: number, options: WindowOptions, around: WindowSurroundings) {
    super()
    if (!around.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const preferences = options.webPreferences ?? {}
    for (const [name, value] of Object.entries(required)) {
      if (preferences[name] !== value) throw new Error(`webPreferences.${name} must be ${String(value)}`)
    }
    const { preload } = preferences
    this.id = id
    this.#around = around
    this.#options = options
    this.#bounds = { x: 0, y: 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.#visible = options.show !== false
    const page = { preload: typeof preload === 'string' ? preload : undefined, size: this.#size() }
    this.webContents = new WebContents(id, page, around)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.on('close-requested', () => this.close())
    around.windows.add(this)
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  show(): void {
    this.#visible = true
    this.emit('show')
    this.focus()
  }

  hide(): void {
    this.#visible = false
    this.#focused = false
    this.emit('hide')
  }

  focus(): void {
    for (const window of this.#around.windows) window.#focused = window === this
    this.emit('focus')
  }

  blur(): void {
    this.#focused = false
    this.emit('blur')
  }

  minimize(): void {
    this.#minimized = true
    this.#focused = false
    this.emit('minimize')
  }

  restore(): void {
    this.#minimized = false
    this.emit('restore')
  }

  isVisible(): boolean {
    return this.#visible && !this.#minimized
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  isFocused(): boolean {
    return this.#focused && this.isVisible()
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  getTitle(): string {
    return this.#options.title ?? ''
  }

  getBackgroundColor(): string {
    return this.#options.backgroundColor ?? '#FFFFFF'
  }

  getBounds(): { x: number; y: number; width: number; height: number } {
    return { ...this.#bounds }
  }

  setBounds(bounds: { x?: number; y?: number; width?: number; height?: number }): void {
    Object.assign(this.#bounds, bounds)
    this.webContents.resize(this.#bounds.width, this.#bounds.height)
    this.emit('resize')
  }

  close(): void {
    if (this.#destroyed) return
    const event = new PreventableEvent()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#around.windows.delete(this)
    this.webContents.destroy()
    this.emit('closed')
    if (this.#around.windows.size === 0) this.#around.allClosed()
  }

  #size(): { width: number; height: number } {
    return { width: this.#bounds.width, height: this.#bounds.height }
  }
}
