/**
 * Long work on the server's one loop, in slices: nobody else waits for more than one of them. Whoever reads or
 * searches much asks between small steps; what works together shares one. Made by the readers of transcripts.
 */
import { setImmediate } from 'node:timers/promises'

/** Milliseconds. A step may begin at the end of a slice, so it is the longest step that comes on top. */
const SLICE_MS = 2

/** One for each piece of long work; its slice begins when it is made. */
export class Slices {
  #until = performance.now() + SLICE_MS

  /** Time to `rest`. */
  get isOver(): boolean {
    return performance.now() > this.#until
  }

  /** Lets everybody else have their turn. */
  async rest(): Promise<void> {
    await setImmediate()
    this.#until = performance.now() + SLICE_MS
  }
}
