/**
 * Lets text deltas through one by one while they come slowly, and merges those of one block into
 * one event per frame while they come fast or while no window keeps up. Owned by `SessionHost`.
 */
import type { BlockGrown } from '../../shared/events.ts'
import type { Clock, ClockTimer } from '../clock.ts'
import { DeltaPace } from './deltaPace.ts'

export interface DeltaMergeOptions {
  readonly clock: Clock
  readonly isBehind: () => boolean
  readonly publish: (delta: BlockGrown) => void
}

export class DeltaMerge {
  readonly #options: DeltaMergeOptions
  readonly #pace = new DeltaPace()
  #held: BlockGrown | null = null
  #timer: ClockTimer | null = null

  constructor(options: DeltaMergeOptions) {
    this.#options = options
  }

  add(delta: BlockGrown): void {
    const { clock, isBehind, publish } = this.#options
    if (this.#held && !isSameBlock(this.#held, delta)) this.flush()
    const mayGo = this.#pace.admits(clock.now().getTime()) && !isBehind()
    if (this.#held) {
      this.#held = { ...this.#held, append: this.#held.append + delta.append }
      if (mayGo) this.flush()
    } else if (mayGo) publish(delta)
    else {
      this.#held = delta
      this.#timer = clock.setTimeout(() => this.flush(), this.#pace.mergeMs)
    }
  }

  /** Publishes what is held. To be called before any other event, so that nothing overtakes. */
  flush(): void {
    this.#timer?.cancel()
    this.#timer = null
    const held = this.#held
    if (!held) return
    this.#held = null
    this.#options.publish(held)
  }
}

function isSameBlock(one: BlockGrown, other: BlockGrown): boolean {
  return one.messageId === other.messageId && one.index === other.index
}
