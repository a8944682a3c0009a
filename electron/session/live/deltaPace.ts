/**
 * Decides for one session whether a text delta goes out at once or waits to be merged. Below the
 * limit a reader sees each delta the moment it comes; above it, or while every reader is behind,
 * deltas of the same block travel together, one frame per `mergeMs`.
 *
 * A leaky bucket in deltas, not in frames: merged deltas count too, so a fast stream stays merged
 * until it slows down instead of switching back and forth.
 */
export interface DeltaPaceOptions {
  /** Deltas per second that are sent one by one. */
  readonly perSecond: number
  /** How many may come at once before they count as fast. */
  readonly burst: number
  readonly mergeMs: number
}

const defaultDeltaPace: DeltaPaceOptions = { perSecond: 1250, burst: 128, mergeMs: 16 }

export class DeltaPace {
  readonly #options: DeltaPaceOptions
  #credit: number
  #at = 0

  constructor(options: DeltaPaceOptions = defaultDeltaPace) {
    this.#options = options
    this.#credit = options.burst
  }

  get mergeMs(): number {
    return this.#options.mergeMs
  }

  /** Counts one delta at `nowMs` (monotonic) and says whether it may go out by itself. */
  admits(nowMs: number): boolean {
    const { perSecond, burst } = this.#options
    const gained = this.#at === 0 ? 0 : ((nowMs - this.#at) / 1000) * perSecond
    this.#at = nowMs
    this.#credit = Math.max(Math.min(this.#credit + gained, burst) - 1, -burst)
    return this.#credit >= 0
  }
}
