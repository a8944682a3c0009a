/** `crashReporter`: remembers how it was started, and crashes on demand: it writes a dump where Electron would. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export class StandInCrashReporter {
  /** What `start` was called with, and whether the app was ready by then. */
  readonly started: { readonly options: unknown; readonly wasReady: boolean }[] = []
  readonly #folder: () => string
  readonly #isReady: () => boolean

  constructor(parts: { readonly folder: () => string; readonly isReady: () => boolean }) {
    this.#folder = parts.folder
    this.#isReady = parts.isReady
  }

  start(options: unknown): void {
    this.started.push({ options, wasReady: this.#isReady() })
  }

  /** The stand-in's own: leaves a dump as a crash would, and answers with its path. Nothing is left before `start`. */
  leaveDump(name: string): string | null {
    if (this.started.length === 0) return null
    const folder = join(this.#folder(), 'completed')
    mkdirSync(folder, { recursive: true })
    const path = join(folder, `${name}.dmp`)
    writeFileSync(path, 'MDMP')
    return path
  }
}
