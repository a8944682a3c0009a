/**
 * Lets text deltas through one by one while they come slowly, and merges those of one block into
 * one event per frame while they come fast or while no window keeps up. Owned by `SessionHost`.
 */
import type { BlockGrown } from '../../../shared/events.ts'
import type { Clock, ClockTimer } from '../../clock.ts'
import { DeltaPace } from './deltaPace.ts'

/** Characters after which a merged delta goes out before its time: a frame must not be larger than what a slow reader may owe. */
const LARGEST_MERGE = 32 * 1024

export interface DeltaMergeOptions {
  readonly clock: Clock
  readonly isBehind: () => boolean
  readonly publish: (deltas: readonly BlockGrown[]) => void
}

export class DeltaMerge {
  readonly #options: DeltaMergeOptions
  readonly #pace = new DeltaPace()
  /** By block, in the order in which the blocks began to grow: deltas of different blocks do not depend on each other. */
  readonly #held = new Map<string, BlockGrown>()
  #timer: ClockTimer | null = null

  constructor(options: DeltaMergeOptions) {
    this.#options = options
  }

  add(delta: BlockGrown): void {
    const { clock, isBehind, publish } = this.#options
    const mayGo = this.#pace.admits(clock.now().getTime()) && !isBehind()
    if (mayGo && this.#held.size === 0) {
      publish([delta])
      return
    }
    const block = `${delta.index} ${delta.messageId}`
    const held = this.#held.get(block)
    const append = (held?.append ?? '') + delta.append
    this.#held.set(block, { ...delta, append })
    if (mayGo || append.length >= LARGEST_MERGE) this.flush()
    else this.#timer ??= clock.setTimeout(() => this.flush(), this.#pace.mergeMs)
  }

  /** Publishes what is held. To be called before any other event, so that nothing overtakes. */
  flush(): void {
    this.#timer?.cancel()
    this.#timer = null
    if (this.#held.size === 0) return
    const held = [...this.#held.values()]
    this.#held.clear()
    this.#options.publish(held)
  }
}
