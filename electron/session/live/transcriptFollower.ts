/**
 * Follows the transcript of a session while another process writes it: what is appended is in the session a moment
 * later. Watches the folder the files lie in, and looks by itself where watching does not reach (a drive of the network).
 * One for each live session whose agent's sessions others can have; told by `hold` when to begin and to end.
 */
import { watch } from 'node:fs'
import type { FSWatcher } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { messageOf } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/page.ts'
import type { Clock, ClockTimer } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { SeenFiles } from '../past/countedFiles.ts'

/** What of a session's past is read here. */
interface FollowedPast {
  file(): Promise<string | null>
  seen(): Promise<SeenFiles | null>
  page(wish: { readonly limit: number }): Promise<Page>
}

export interface FollowerOptions {
  readonly past: FollowedPast
  readonly clock: Clock
  readonly log: Log
  /** The newest messages, when they may have changed. */
  readonly grown: (page: Page) => void
  /** Called when it has not grown for a while: what is counted may be counted now. */
  readonly rested: () => void
}

/** What is written within so many milliseconds of a look is read together: the first of it at once. */
const SETTLE_MS = 10
/** How often is looked where nothing tells. */
const LOOK_MS = 1_000
const REST_MS = 1_500
const NEWEST = 100

export class TranscriptFollower {
  readonly #options: FollowerOptions
  #watchers = new Map<string, FSWatcher>()
  #isHeld = false
  #soon: ClockTimer | null = null
  #later: ClockTimer | null = null
  #rest: ClockTimer | null = null
  #reading: Promise<void> = Promise.resolve()
  #seen = ''
  #lookedAt = -Infinity
  #isWaiting = false

  constructor(options: FollowerOptions) {
    this.#options = options
  }

  /** Whether another process has the session: what it writes is followed until it lets go, and then read a last time. */
  hold(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return
    this.#isHeld = isHeld
    if (!isHeld) this.#unwatch()
    this.#lookNow()
  }

  /** Resolves when what was seen to change has been read. */
  get settled(): Promise<void> {
    return this.#reading
  }

  async close(): Promise<void> {
    this.#isHeld = false
    this.#unwatch()
    this.#soon?.cancel()
    this.#rest?.cancel()
    await this.#reading
  }

  /** At once, unless it has looked a moment ago. */
  #lookSoon(): void {
    if (this.#soon !== null) return
    const { clock } = this.#options
    if (clock.now().getTime() - this.#lookedAt > SETTLE_MS) return this.#lookNow()
    this.#soon = clock.setTimeout(() => {
      this.#soon = null
      this.#lookNow()
    }, SETTLE_MS)
  }

  #lookNow(): void {
    this.#lookedAt = this.#options.clock.now().getTime()
    if (this.#isWaiting) return // One that has not begun sees what this one would.
    this.#isWaiting = true
    this.#reading = this.#reading.then(() => {
      this.#isWaiting = false
      return this.#look()
    })
  }

  /** Never rejects. */
  async #look(): Promise<void> {
    const { past, clock, log, grown, rested } = this.#options
    this.#later?.cancel()
    try {
      if (this.#isHeld) this.#watch(await past.file())
      const seen = JSON.stringify(await past.seen())
      if (seen !== this.#seen) {
        this.#seen = seen
        grown(await past.page({ limit: NEWEST }))
        this.#rest?.cancel()
        this.#rest = clock.setTimeout(rested, REST_MS).unref()
      }
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'a transcript that another process writes could not be read')
    }
    if (this.#isHeld) this.#later = clock.setTimeout(() => this.#lookNow(), LOOK_MS).unref()
  }

  /** The transcript, and what its subagents write beside it. */
  #watch(file: string | null): void {
    if (file === null) return
    const name = basename(file, '.jsonl')
    this.#watchFolder(dirname(file), (changed) => {
      if (changed?.startsWith(name) !== false) this.#lookSoon()
    })
    this.#watchFolder(join(dirname(file), name, 'subagents'), () => {
      this.#seen = '' // No file of the session itself has changed.
      this.#lookSoon()
    })
  }

  #watchFolder(folder: string, changed: (name: string | null) => void): void {
    if (this.#watchers.has(folder)) return
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => changed(name))
      watcher.on('error', () => {
        watcher.close()
        this.#watchers.delete(folder)
      })
      this.#watchers.set(folder, watcher)
    } catch {
      // It is not there yet, or cannot be watched: it is looked at all the same.
    }
  }

  #unwatch(): void {
    this.#later?.cancel()
    for (const watcher of this.#watchers.values()) watcher.close()
    this.#watchers.clear()
  }
}
