/** Sessions that are told of some at a time: the server writes their rows at once, and a first list needs no more. */
import type { FoundSession } from './messages.ts'

const MOST = 50
/** Milliseconds after which what there is is told, however little. */
const LATEST_MS = 100

export class Batches {
  readonly #tell: (sessions: readonly FoundSession[]) => void
  #held: FoundSession[] = []
  #toldAt = performance.now()

  constructor(tell: (sessions: readonly FoundSession[]) => void) {
    this.#tell = tell
  }

  add(session: FoundSession): void {
    this.#held.push(session)
    if (this.#held.length >= MOST || performance.now() - this.#toldAt > LATEST_MS) this.end()
  }

  /** Tells of what is left. */
  end(): void {
    if (this.#held.length > 0) this.#tell(this.#held)
    this.#held = []
    this.#toldAt = performance.now()
  }
}
