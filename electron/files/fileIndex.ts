/**
 * The files of one project, in memory, for as long as somebody mentions files in it. Answers at once with
 * what it knows; lists the folder anew in the background when that has become old. Owned by `projectFiles.ts`.
 */
import { messageOf } from '../../shared/errors.ts'
import type { FileMatch, FileMatches } from '../../shared/files.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { nextTurn } from '../slices.ts'
import { firstFiles, rankFiles } from './fileRanking.ts'
import type { AtHand } from './fileRanking.ts'
import { addFiles, emptyTable } from './fileTable.ts'
import type { FileTable } from './fileTable.ts'
import { lastChanged } from './lastChanged.ts'
import { WalkCut } from './walkCut.ts'

/** More are not kept; the answer says that it is not complete. */
const MAX_FILES = 300_000
/** Milliseconds after which a list is listed anew at the next question. */
const STALE_MS = 5_000
/** Milliseconds after which it is looked anew when files were changed: that costs more than listing them. */
const TIMES_STALE_MS = 30_000
/** Milliseconds in which the very first answer finds files by itself: a list takes longer to begin. */
const NEAR_MS = 15
/** Milliseconds after which it answers without any: the folder is on a slow or dead drive. */
const NEAR_LIMIT_MS = 200
/** Files laid out between two turns of the event loop: some 2 ms. */
const SLICE = 2_000
const OPENED_KEPT = 20
const CHANGED_KEPT = 200

export interface FileIndexOptions {
  /** Everything, in batches as it is found; throws when `signal` says so. */
  readonly list: (signal: AbortSignal) => AsyncIterable<string[]>
  /** The nearest files and folders first, for the very first answer. */
  readonly near: (signal: AbortSignal) => AsyncIterable<string[]>
  /** When each of these was changed; without those that are not there. */
  readonly look: (
    paths: readonly string[],
    signal: AbortSignal,
    /** Called for a link that leads to a folder. */
    tellFolder: (path: string) => void
  ) => Promise<ReadonlyMap<string, number>>
  /**
   * What is in a folder that was typed and is not known (`knows`; of the top, `''`, whether the list has anything that
   * fits); nothing unless told otherwise.
   */
  readonly inFolder?: (
    query: string,
    limit: number,
    knows: (folder: string) => boolean,
    signal: AbortSignal
  ) => Promise<readonly FileMatch[]>
  readonly clock: Clock
  readonly log: Log
  readonly maxFiles?: number
}

interface Listing {
  readonly table: FileTable
  readonly isComplete: boolean
}

interface Times {
  readonly changedAt: Map<string, number>
  /** By the clock, when it was looked. */
  readonly seen: number
}

export class FileIndex {
  readonly #options: FileIndexOptions
  readonly #ending = new AbortController()
  /** Null until something has been found. */
  #listing: Listing | null = null
  #times: Times | null = null
  /** Links that lead to a folder. */
  #linkedFolders: ReadonlySet<string> = new Set()
  /** Last changed first. */
  #changed: readonly string[] = []
  /** Last opened first. */
  #opened: readonly string[] = []
  #listedAt: number | null = null
  #running: Promise<void> | null = null

  constructor(options: FileIndexOptions) {
    this.#options = options
  }

  async search(query: string, limit: number): Promise<FileMatches> {
    const { table, isComplete } = this.#listing ?? { table: await this.#near(), isComplete: false }
    this.#refresh()
    const atHand = this.#atHand()
    const listed =
      query.trim() === '' ? firstFiles(table, atHand, limit) : rankFiles(query, table, atHand, limit)
    const found = await this.#inFolder(query, limit, table, listed.length > 0)
    const inFolder = found ?? []
    const isTold = new Set(inFolder.map(({ path }) => path))
    const files = [...inFolder, ...listed.filter(({ path }) => !isTold.has(path))].slice(0, limit)
    return { files, total: table.paths.length, isComplete: isComplete && found !== null }
  }

  /** Null when it takes too long: then it is left out, for the list itself is there, and whoever asks asks again. */
  async #inFolder(
    query: string,
    limit: number,
    table: FileTable,
    hasListed: boolean
  ): Promise<readonly FileMatch[] | null> {
    const { inFolder, clock, log } = this.#options
    if (inFolder === undefined || query.trim() === '') return []
    const knows = (folder: string): boolean =>
      folder === '' ? hasListed : table.folders.has(folder) && !this.#linkedFolders.has(folder.slice(0, -1))
    let found: readonly FileMatch[] | null = null
    const ending = new AbortController()
    const look = async (): Promise<void> => {
      found = await inFolder(query, limit, knows, AbortSignal.any([ending.signal, this.#ending.signal]))
    }
    const looked = look().catch((error: unknown) => {
      if (ending.signal.aborted || this.#ending.signal.aborted) return
      found = []
      log.warn({ error: messageOf(error) }, 'a folder that was typed could not be read')
    })
    await settledWithin(looked, NEAR_LIMIT_MS, clock)
    ending.abort()
    return found
  }

  /** Remembers a file as one the person uses. */
  touch(path: string): void {
    this.#opened = [path, ...this.#opened.filter((other) => other !== path)].slice(0, OPENED_KEPT)
  }

  /** Resolves when the listing that runs now is done; for tests and benchmarks. */
  async settled(): Promise<void> {
    await this.#running
  }

  async close(): Promise<void> {
    this.#ending.abort()
    await this.#running
  }

  #atHand(): AtHand {
    const isThere = (path: string): boolean => this.#times?.changedAt.has(path) ?? false
    const paths = new Set([...this.#opened.filter(isThere), ...this.#changed])
    return new Map([...paths].map((path, place) => [path, place]))
  }

  #refresh(): void {
    if (this.#running || this.#ending.signal.aborted) return
    if (this.#listedAt !== null && this.#now() - this.#listedAt < STALE_MS) return
    this.#running = this.#build()
      .catch((error: unknown) => {
        // What was known stays, and the next question tries again.
        if (this.#ending.signal.aborted) return
        this.#options.log.warn({ error: messageOf(error) }, 'the files of a project could not be listed')
      })
      .finally(() => {
        this.#running = null
        this.#listedAt = this.#now()
      })
  }

  /** The first listing shows what it has so far; later ones take the old one's place when they are whole. */
  async #build(): Promise<void> {
    const { list, maxFiles = MAX_FILES } = this.#options
    const isFirst = this.#listedAt === null
    const table = emptyTable()
    const files: string[] = []
    let isCut = false
    try {
      for await (const batch of list(this.#ending.signal)) {
        for (const slice of slices(batch)) {
          files.push(...slice)
          addFiles(table, slice, maxFiles)
          if (isFirst) this.#listing = { table, isComplete: false }
          await nextTurn()
        }
        if (table.paths.length >= maxFiles) break
      }
    } catch (error) {
      if (!(error instanceof WalkCut)) throw error
      isCut = true
    }
    await this.#look(files)
    const isThere = (path: string): boolean => this.#times?.changedAt.has(path) ?? true
    const isWhole = !isCut && table.paths.length < maxFiles
    const isFolder = (path: string): boolean => this.#linkedFolders.has(path)
    const isAsListed = files.every((path) => isThere(path) && !isFolder(path))
    const told = (): string[] => files.filter(isThere).map((path) => (isFolder(path) ? `${path}/` : path))
    this.#listing = {
      table: isAsListed ? table : await laidOut(told(), maxFiles),
      isComplete: isWhole
    }
  }

  async #look(files: readonly string[]): Promise<void> {
    const { look } = this.#options
    const known = this.#times
    const now = this.#now()
    const isAnew = known === null || now - known.seen >= TIMES_STALE_MS
    const folders = new Set(isAnew ? [] : this.#linkedFolders)
    const tellFolder = (path: string): void => void folders.add(path)
    if (isAnew) {
      this.#times = { changedAt: new Map(await look(files, this.#ending.signal, tellFolder)), seen: now }
    } else {
      const unknown = files.filter((path) => !known.changedAt.has(path))
      const times = await look(unknown, this.#ending.signal, tellFolder)
      for (const [path, time] of times) known.changedAt.set(path, time)
    }
    this.#linkedFolders = folders
    const own = folders.size === 0 ? files : files.filter((path) => !folders.has(path))
    this.#changed = lastChanged(own, this.#times?.changedAt ?? new Map(), CHANGED_KEPT)
  }

  /** What lies nearest to the project's folder. */
  async #near(): Promise<FileTable> {
    const { near, clock, log } = this.#options
    const table = emptyTable()
    const ending = new AbortController()
    const until = this.#now() + NEAR_MS
    const walk = async (): Promise<void> => {
      for await (const batch of near(AbortSignal.any([ending.signal, this.#ending.signal]))) {
        addFiles(table, batch, SLICE)
        if (this.#now() >= until || table.paths.length >= SLICE) return
      }
    }
    const walked = walk().catch((error: unknown) => {
      if (ending.signal.aborted || this.#ending.signal.aborted) return
      log.warn({ error: messageOf(error) }, 'the nearest files of a project could not be listed')
    })
    await settledWithin(walked, NEAR_LIMIT_MS, clock)
    ending.abort()
    return table
  }

  #now(): number {
    return this.#options.clock.now().getTime()
  }
}

function* slices(paths: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < paths.length; at += SLICE) yield paths.slice(at, at + SLICE)
}

async function laidOut(files: readonly string[], limit: number): Promise<FileTable> {
  const table = emptyTable()
  for (const slice of slices(files)) {
    addFiles(table, slice, limit)
    await nextTurn()
  }
  return table
}

/** Resolves with `work`, which does not reject, or after `ms`. */
function settledWithin(work: Promise<void>, ms: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.setTimeout(resolve, ms)
    void work.then(() => {
      timer.cancel()
      resolve()
    })
  })
}
