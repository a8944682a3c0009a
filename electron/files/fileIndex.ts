/**
 * The files of one project, in memory, for as long as somebody mentions files in it. Answers at once with
 * what it knows; lists the folder anew in the background when that has become old.
 */
import type { Prepared } from 'fuzzysort'
import { messageOf } from '../../shared/errors.ts'
import type { FileMatches } from '../../shared/files.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { firstFiles, prepareBatch, rankFiles } from './fileRanking.ts'

/** More are not kept; the answer says that it is not complete. */
const MAX_FILES = 300_000
/** Milliseconds after which a list is listed anew at the next question. */
const STALE_MS = 5_000
/** Files prepared between two turns of the event loop: some 4 ms. */
const BATCH = 1_000
/** Milliseconds the very first answer waits for a first batch. */
const FIRST_ANSWER_MS = 40
const LATELY = 20

export interface FileIndexOptions {
  /** Lists the folder's files in batches; ends or throws when `signal` says so. */
  readonly list: (signal: AbortSignal) => AsyncGenerator<string[]>
  readonly clock: Clock
  readonly log: Log
}

interface Listing {
  readonly files: readonly Prepared[]
  readonly isComplete: boolean
}

export class FileIndex {
  readonly #options: FileIndexOptions
  readonly #ending = new AbortController()
  #listing: Listing = { files: [], isComplete: false }
  #listedAt: number | null = null
  #running: Promise<void> | null = null
  #lately: readonly string[] = []

  constructor(options: FileIndexOptions) {
    this.#options = options
  }

  async search(query: string, limit: number): Promise<FileMatches> {
    this.#refresh()
    if (!this.#listing.isComplete && this.#listing.files.length === 0) await this.#firstFiles()
    const { files, isComplete } = this.#listing
    const lately = new Set(this.#lately)
    const found =
      query.trim() === '' ? firstFiles(files, lately, limit) : rankFiles(query, files, lately, limit)
    return { files: found, total: files.length, isComplete }
  }

  /** Remembers a file as one the person uses. */
  touch(path: string): void {
    this.#lately = [path, ...this.#lately.filter((other) => other !== path)].slice(0, LATELY)
  }

  /** Resolves when the listing that runs now is done; for tests and benchmarks. */
  async settled(): Promise<void> {
    await this.#running
  }

  async close(): Promise<void> {
    this.#ending.abort()
    await this.#running
  }

  #refresh(): void {
    const now = this.#options.clock.now().getTime()
    if (this.#running || this.#ending.signal.aborted) return
    if (this.#listedAt !== null && now - this.#listedAt < STALE_MS) return
    this.#running = this.#build()
      .catch((error: unknown) => {
        // A folder that vanished has no files; the next question tries again.
        if (!this.#ending.signal.aborted) {
          this.#options.log.warn({ error: messageOf(error) }, 'the files of a project could not be listed')
        }
        this.#listing = { files: [], isComplete: true }
      })
      .finally(() => {
        this.#running = null
        this.#listedAt = this.#options.clock.now().getTime()
      })
  }

  /** The first listing shows what it has so far; later ones take the old one's place when they are whole. */
  async #build(): Promise<void> {
    const isFirst = this.#listedAt === null
    const files: Prepared[] = []
    const known = new Set<string>()
    for await (const paths of this.#options.list(this.#ending.signal)) {
      for (let at = 0; at < paths.length; at += BATCH) {
        const batch = withFolders(paths.slice(at, at + BATCH), known)
        files.push(...prepareBatch(batch))
        if (isFirst) this.#listing = { files, isComplete: false }
        await new Promise((resolve) => setImmediate(resolve))
        if (files.length >= MAX_FILES) {
          this.#listing = { files, isComplete: false }
          return
        }
      }
    }
    this.#listing = { files, isComplete: true }
  }

  async #firstFiles(): Promise<void> {
    const { clock } = this.#options
    await new Promise<void>((resolve) => {
      const timer = clock.setTimeout(resolve, FIRST_ANSWER_MS)
      void this.#running?.finally(() => {
        timer.cancel()
        resolve()
      })
    })
  }
}

/** Files and the folders they lie in, each folder once. */
function withFolders(paths: readonly string[], known: Set<string>): string[] {
  const all: string[] = []
  for (const path of paths) {
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      const folder = path.slice(0, slash + 1)
      if (known.has(folder)) continue
      known.add(folder)
      all.push(folder)
    }
    all.push(path)
  }
  return all
}
