/**
 * The way to the database for everything in `session/`. Opens it when it is first needed and again
 * after it could not be: a locked or newer database refuses one request with a sentence, and the app
 * stays up. A damaged one is set aside, and `onSetAside` rebuilds what it held.
 */
import { Refusal } from '../../shared/errors.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { openOrSetAside } from '../store/openOrSetAside.ts'
import type { Store } from '../store/store.ts'

export interface StoreDoorOptions {
  readonly file: string
  readonly clock: Clock
  readonly log: Log
  /** Called with the new name of a damaged database, once the fresh one is open. */
  readonly onSetAside: (movedTo: string) => void
  /** Called when the database could not be opened or used, and with null when it could again. */
  readonly onTrouble: (trouble: Refusal | null) => void
}

export class StoreDoor {
  readonly #options: StoreDoorOptions
  #store: Store | null = null

  constructor(options: StoreDoorOptions) {
    this.#options = options
  }

  /** Runs `work` on the open store. Throws the store's own refusals (503, 507). */
  use<T>(work: (store: Store) => T): T {
    try {
      const result = work(this.#opened())
      this.#options.onTrouble(null)
      return result
    } catch (error) {
      if (error instanceof Refusal && error.status >= 500) {
        this.#options.onTrouble(error)
        // Found damaged while it was open: the next use sets it aside.
        if (error.code === 'database_corrupt') this.close()
      }
      throw error
    }
  }

  close(): void {
    this.#store?.close()
    this.#store = null
  }

  #opened(): Store {
    if (this.#store) return this.#store
    const { file, clock, log, onSetAside } = this.#options
    const { store, setAside } = openOrSetAside(file, { clock, log })
    this.#store = store
    if (setAside !== null) onSetAside(setAside)
    return store
  }
}
