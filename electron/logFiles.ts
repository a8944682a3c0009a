/**
 * The log as files in the data folder, for the day somebody has to say what happened: `skein.log` and up to four
 * older ones beside it. Written synchronously, so that the last line before a crash is there; a disk that
 * refuses costs lines and nothing else. Made by the composition roots, fed by `log.ts`.
 */
import { closeSync, fstatSync, mkdirSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, messageOf } from '../shared/errors.ts'
import { type Clock, systemClock } from './clock.ts'
import { openOwn } from './machine/ownFiles.ts'

const maxLogBytes = 5 * 1024 * 1024
/** With the one that is written. */
export const maxLogFiles = 5
/** Lines kept until the folder is ours to write in. */
const maxEarlyLines = 500
/** Milliseconds until a disk that refused is asked again. */
const retryMs = 30_000

/** Where the log of this data folder lies. */
export function logFolder(dataDir: string): string {
  return join(dataDir, 'logs')
}

/** Newest first; those that are not there are no error to name. */
export function logFileNames(): readonly string[] {
  return Array.from({ length: maxLogFiles }, (_, age) => fileName(age))
}

/** The file system as far as the log needs it; a test gives one that refuses. */
export interface LogDisk {
  readonly makeFolder: (path: string) => void
  /** Opens for appending; answers with the descriptor and the bytes that are there. */
  readonly open: (path: string) => { readonly descriptor: number; readonly bytes: number }
  readonly write: (descriptor: number, line: string) => void
  readonly close: (descriptor: number) => void
  readonly rename: (from: string, to: string) => void
  readonly remove: (path: string) => void
}

export interface LogFilesOptions {
  readonly maxBytes?: number
  readonly clock?: Clock
  readonly disk?: LogDisk
}

type State =
  | { readonly kind: 'early'; readonly lines: string[] }
  | { readonly kind: 'open'; readonly folder: string; readonly descriptor: number; bytes: number }
  | { readonly kind: 'refused'; readonly folder: string; readonly why: string; readonly since: number }
  | { readonly kind: 'closed' }

export class LogFiles {
  readonly #maxBytes: number
  readonly #clock: Clock
  readonly #disk: LogDisk
  #state: State = { kind: 'early', lines: [] }

  constructor({ maxBytes = maxLogBytes, clock = systemClock, disk = systemDisk }: LogFilesOptions = {}) {
    this.#maxBytes = maxBytes
    this.#clock = clock
    this.#disk = disk
  }

  /** Why nothing can be written now, null when all is well. */
  get problem(): string | null {
    return this.#state.kind === 'refused' ? this.#state.why : null
  }

  /** Called once the data folder is held by this process: two that rotate the same files would lose lines. */
  open(folder: string): void {
    const early = this.#state.kind === 'early' ? this.#state.lines : []
    this.#openIn(folder)
    for (const line of early) this.write(line)
  }

  /** One line of JSON with its line break. Never throws. */
  write(line: string): void {
    const state = this.#state
    switch (state.kind) {
      case 'early':
        if (state.lines.length < maxEarlyLines) state.lines.push(line)
        return
      case 'open':
        this.#append(state, line)
        return
      case 'refused':
        if (this.#clock.now().getTime() - state.since < retryMs) return
        this.#openIn(state.folder)
        if (this.#state.kind === 'open') this.#append(this.#state, line)
        return
      case 'closed':
        return
    }
  }

  close(): void {
    if (this.#state.kind === 'open') this.#tryClose(this.#state.descriptor)
    this.#state = { kind: 'closed' }
  }

  #openIn(folder: string): void {
    try {
      this.#disk.makeFolder(folder)
      this.#state = { kind: 'open', folder, ...this.#disk.open(join(folder, fileName(0))) }
    } catch (error) {
      this.#refuse(folder, error)
    }
  }

  #append(state: Extract<State, { kind: 'open' }>, line: string): void {
    const size = Buffer.byteLength(line)
    if (state.bytes > 0 && state.bytes + size > this.#maxBytes) {
      this.#rotate(state)
      const fresh = this.#state
      if (fresh.kind === 'open') this.#append(fresh, line)
      return
    }
    try {
      this.#disk.write(state.descriptor, line)
      state.bytes += size
    } catch (error) {
      this.#tryClose(state.descriptor)
      this.#refuse(state.folder, error)
    }
  }

  #rotate({ folder, descriptor }: Extract<State, { kind: 'open' }>): void {
    // Closed exactly once: its number may be somebody else's file a moment later.
    this.#tryClose(descriptor)
    try {
      this.#disk.remove(join(folder, fileName(maxLogFiles - 1)))
      for (let age = maxLogFiles - 2; age >= 0; age -= 1) {
        this.#disk.rename(join(folder, fileName(age)), join(folder, fileName(age + 1)))
      }
      this.#state = { kind: 'open', folder, ...this.#disk.open(join(folder, fileName(0))) }
    } catch (error) {
      this.#refuse(folder, error)
    }
  }

  #refuse(folder: string, error: unknown): void {
    this.#state = { kind: 'refused', folder, why: messageOf(error), since: this.#clock.now().getTime() }
  }

  #tryClose(descriptor: number): void {
    try {
      this.#disk.close(descriptor)
    } catch {
      return // It was closed already, or the disk is gone: nothing is left to close.
    }
  }
}

function fileName(age: number): string {
  return age === 0 ? 'skein.log' : `skein.${age}.log`
}

const systemDisk: LogDisk = {
  makeFolder: (path) => void mkdirSync(path, { recursive: true, mode: 0o700 }),
  open: (path) => {
    const descriptor = openOwn(path, 'append')
    return { descriptor, bytes: fstatSync(descriptor).size }
  },
  write: (descriptor, line) => void writeSync(descriptor, line),
  close: (descriptor) => closeSync(descriptor),
  rename: (from, to) => renameIfThere(from, to),
  remove: (path) => rmSync(path, { force: true })
}

/** Younger installations do not have all of them yet. */
function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}
