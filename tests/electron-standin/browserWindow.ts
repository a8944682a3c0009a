/** `BrowserWindow`: state a window has, around one `webContents`. */
import { EventEmitter } from 'node:events'
import { PreventableEvent } from './preventable.ts'
import { type PageSurroundings, WebContents } from './webContents.ts'
import { type Rectangle, WindowShape } from './windowShape.ts'

export interface WindowOptions {
  readonly x?: number
  readonly y?: number
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
  /** Called when a window has come to the front. */
  readonly focused: (window: StandInWindow) => void
  /** Called when the last window has closed. */
  readonly allClosed: () => void
}

/** What this app promises of its windows; Electron would accept less. */
const required = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false
} as const
/** What weakens a page whatever it is set to. */
const forbidden = [
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'enableBlinkFeatures',
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
  'additionalArguments'
]

export class StandInWindow extends EventEmitter {
  readonly id: number
  readonly webContents: WebContents
  readonly #around: WindowSurroundings
  readonly #options: WindowOptions
  readonly #shape: WindowShape
  #backgroundColor: string
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
    for (const name of forbidden) {
      if (name in preferences) throw new Error(`webPreferences.${name} must not be set`)
    }
    const { preload } = preferences
    this.id = id
    this.#around = around
    this.#options = options
    this.#shape = new WindowShape(options)
    this.#backgroundColor = options.backgroundColor ?? '#FFFFFF'
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
    this.#around.focused(this)
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

  /** What the taskbar shows: the amount and its mode. */
  progress: readonly [amount: number, mode: string] = [-1, 'none']
  /** Whether the window asks to be looked at. */
  flashes = false

  setProgressBar(amount: number, options: { readonly mode?: string } = {}): void {
    this.progress = [amount, options.mode ?? 'normal']
  }

  flashFrame(flashes: boolean): void {
    this.flashes = flashes
  }

  getTitle(): string {
    return this.#options.title ?? ''
  }

  getBackgroundColor(): string {
    return this.#backgroundColor
  }

  setBackgroundColor(colour: string): void {
    this.#backgroundColor = colour
  }

  getBounds(): Rectangle {
    return { ...this.#shape.now }
  }

  getNormalBounds(): Rectangle {
    return { ...this.#shape.normal }
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#shape.normal = { ...this.#shape.normal, ...bounds }
    this.#reshaped('resize', 'move')
  }

  maximize(): void {
    this.#shape.maximized = true
    this.#reshaped('maximize')
  }

  unmaximize(): void {
    this.#shape.maximized = false
    this.#reshaped('unmaximize')
  }

  isMaximized(): boolean {
    return this.#shape.maximized
  }

  setFullScreen(fullScreen: boolean): void {
    this.#shape.fullScreen = fullScreen
    this.#reshaped(fullScreen ? 'enter-full-screen' : 'leave-full-screen')
  }

  isFullScreen(): boolean {
    return this.#shape.fullScreen
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

  #reshaped(...events: readonly string[]): void {
    const { width, height } = this.#size()
    this.webContents.resize(width, height)
    for (const event of events) this.emit(event)
  }

  #size(): { width: number; height: number } {
    const { width, height } = this.#shape.now
    return { width, height }
  }
}
