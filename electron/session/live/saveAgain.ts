/**
 * Tries again, at growing intervals, what a disk or a database did not take, until it does. Owned by
 * `Keeping`.
 */
import type { Clock, ClockTimer } from '../../clock.ts'

const firstPauseMs = 1_000
const longestPauseMs = 30_000

export interface SaveAgainOptions {
  readonly clock: Clock
  /** Rejects while something is still owed. */
  readonly attempt: () => Promise<void>
}

export class SaveAgain {
  readonly #options: SaveAgainOptions
  #timer: ClockTimer | null = null
  #attempt: Promise<void> | null = null
  #pauseMs = firstPauseMs
  #isClosed = false

  constructor(options: SaveAgainOptions) {
    this.#options = options
  }

  /** Whether an attempt is under way or to come. */
  get isOwing(): boolean {
    return this.#timer !== null || this.#attempt !== null
  }

  /** Something is owed from now on. */
  later(): void {
    if (this.isOwing || this.#isClosed) return
    this.#timer = this.#options.clock.setTimeout(() => this.#now(), this.#pauseMs).unref()
    this.#pauseMs = Math.min(2 * this.#pauseMs, longestPauseMs)
  }

  /** Resolves when no attempt runs; none comes after it. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#timer?.cancel()
    this.#timer = null
    await this.#attempt
  }

  #now(): void {
    this.#timer = null
    this.#attempt = this.#options.attempt().then(
      () => this.#ended(false),
      () => this.#ended(true) // Said where it was met first.
    )
  }

  #ended(isOwing: boolean): void {
    this.#attempt = null
    if (isOwing) this.later()
    else this.#pauseMs = firstPauseMs
  }
}
