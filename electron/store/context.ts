/** What every group of queries is given by the store that owns it. */
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'

/** Clock, log and ids of the store, and its one way to run a statement. */
export interface StoreContext {
  readonly clock: Clock
  readonly log: Log
  readonly newId: () => string
  /** Runs a statement; trouble with the file leaves as a `Refusal`. */
  readonly guarded: <T>(work: () => T) => T
}
