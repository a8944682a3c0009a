/** `app`: the life of the process, from ready to exit. */
import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import type { StandInWindow } from './browserWindow.ts'
import type { Chromium, ChromiumPlace } from './chromium.ts'
import { PreventableEvent } from './preventable.ts'
import { SingleInstance } from './singleInstance.ts'

export interface AppOptions {
  readonly name: string
  readonly version: string
  readonly folder: string
  readonly switches: ReadonlyMap<string, string>
  readonly windows: ReadonlySet<StandInWindow>
  readonly startChromium: (place: ChromiumPlace) => Chromium
}

export class StandInApp extends EventEmitter {
  readonly isPackaged = false
  readonly name: string
  readonly commandLine: {
    readonly appendSwitch: (name: string, value?: string) => void
    readonly hasSwitch: (name: string) => boolean
    readonly getSwitchValue: (name: string) => string
  }
  readonly #options: AppOptions
  readonly #paths: Map<string, string>
  readonly #instance = new SingleInstance()
  readonly #whenReady: Promise<void>
  #tellReady: () => void = () => undefined
  #isReady = false
  #quitting = false
  #chromium: Chromium | null = null

  constructor(options: AppOptions) {
    super()
    this.#options = options
    this.name = options.name
    this.#whenReady = new Promise((resolve) => (this.#tellReady = resolve))
    const switches = new Map(options.switches)
    this.commandLine = {
      appendSwitch: (name, value = '') => void switches.set(name, value),
      hasSwitch: (name) => switches.has(name),
      getSwitchValue: (name) => switches.get(name) ?? ''
    }
    const appData = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
    this.#paths = new Map([
      ['home', homedir()],
      ['appData', appData],
      ['userData', join(appData, options.name)],
      ['temp', tmpdir()],
      ['crashDumps', join(appData, options.name, 'Crashpad')],
      ['exe', process.execPath]
    ])
  }

  whenReady(): Promise<void> {
    return this.#whenReady
  }

  isReady(): boolean {
    return this.#isReady
  }

  getLocale(): string {
    return 'en-US'
  }

  getVersion(): string {
    return this.#options.version
  }

  getName(): string {
    return this.name
  }

  getAppPath(): string {
    return this.#options.folder
  }

  getPath(name: string): string {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }

  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute')
    this.#paths.set(name, path)
  }

  setAppUserModelId(): void {
    // Windows only.
  }

  requestSingleInstanceLock(): boolean {
    mkdirSync(this.getPath('userData'), { recursive: true })
    return this.#instance.request(this.getPath('userData'), ({ argv, cwd }) => {
      this.emit('second-instance', new PreventableEvent(), argv, cwd)
    })
  }

  #badge = 0

  setBadgeCount(count: number): boolean {
    this.#badge = count
    return true
  }

  getBadgeCount(): number {
    return this.#badge
  }

  /** Folders the system was told of, the latest last. */
  readonly recentDocuments: string[] = []

  addRecentDocument(path: string): void {
    this.recentDocuments.push(path)
  }

  releaseSingleInstanceLock(): void {
    this.#instance.close()
  }

  /** Remembered, not done: a spec that wants the app again starts it itself. */
  relaunch(): void {
    this.emit('stand-in-relaunch')
  }

  quit(): void {
    if (this.#quitting || this.#isPrevented('before-quit')) return
    this.#quitting = true
    for (const window of this.#options.windows) {
      window.close()
      if (!window.isDestroyed()) {
        this.#quitting = false // a window wants to stay
        return
      }
    }
    this.#quitting = !this.#isPrevented('will-quit')
    if (this.#quitting) this.exit(0)
  }

  /** Ends without asking anybody. */
  exit(code = 0): void {
    this.#quitting = true
    this.emit('quit', new PreventableEvent(), code)
    this.#instance.close()
    const end = this.#chromium?.close() ?? Promise.resolve()
    void end.finally(() => process.exit(code))
  }

  /** Called when no window is left. */
  windowsClosed(): void {
    if (this.#quitting) return
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  /** Called by boot.ts once the app's code has been evaluated, as Electron does. */
  start(): void {
    const port = this.#options.switches.get('remote-debugging-port')
    this.#chromium = this.#options.startChromium({
      debuggingPort: port,
      cache: this.#paths.get('sessionData') ?? null
    })
    void this.#chromium.gone.then(() => {
      if (!this.#quitting) this.quit()
    })
    process.on('SIGTERM', () => this.quit())
    process.on('SIGINT', () => this.quit())
    this.#isReady = true
    this.#tellReady()
    this.emit('ready', new PreventableEvent(), {})
  }

  #isPrevented(name: 'before-quit' | 'will-quit'): boolean {
    const event = new PreventableEvent()
    this.emit(name, event)
    return event.defaultPrevented
  }
}
