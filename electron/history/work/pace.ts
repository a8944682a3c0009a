/**
 * How the worker of history takes its time: after each piece of work others come in between (a search waits for nobody),
 * and while a person works it rests as long as it worked, so that it takes half of a processor at most.
 */
import { setTimeout } from 'node:timers/promises'
import { nextTurn } from '../../slices.ts'

/** Milliseconds of work after which others come in between. */
const PIECE_MS = 8

export interface Pace {
  /** Called between small pieces of work (a line, some rows): resolves at once, or when it may go on. Rejects when it is over. */
  rest(): Promise<void>
}

export class WorkPace implements Pace {
  readonly #signal: AbortSignal
  readonly #isBusy: () => boolean
  #began = performance.now()

  /** `isBusy`: whether somebody works with the app right now. */
  constructor(signal: AbortSignal, isBusy: () => boolean) {
    this.#signal = signal
    this.#isBusy = isBusy
  }

  async rest(): Promise<void> {
    const worked = performance.now() - this.#began
    if (worked < PIECE_MS) return
    this.#signal.throwIfAborted()
    if (this.#isBusy()) await setTimeout(worked)
    else await nextTurn()
    this.#signal.throwIfAborted()
    this.#began = performance.now()
  }
}
