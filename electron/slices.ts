/**
 * Long work on the server's one loop, in slices: nobody else waits for more than one of them. Whoever reads, lists or
 * searches much asks between small steps; what works together shares one. What knows what its steps cost counts them
 * and lets others have their turn by `nextTurn`.
 */
import { setImmediate } from 'node:timers/promises'

/** Milliseconds. A step may begin at the end of a slice, so it is the longest step that comes on top. */
const SLICE_MS = 2

/** Lets everybody else have their turn. Rejects when `signal` says so. */
export async function nextTurn(signal?: AbortSignal): Promise<void> {
  await setImmediate(undefined, { signal })
}

/** One for each piece of long work; its slice begins when it is made. */
export class Slices {
  #until = performance.now() + SLICE_MS

  /** Time to `rest`. */
  get isOver(): boolean {
    return performance.now() > this.#until
  }

  /** As `nextTurn`, and begins the next slice. */
  async rest(): Promise<void> {
    await nextTurn()
    this.#until = performance.now() + SLICE_MS
  }
}
