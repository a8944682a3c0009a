/**
 * The way to the database for everything in `session/`. Opens it when it is first needed and again
 * after it could not be: a locked or newer database refuses one request with a sentence, and the app
 * stays up. A damaged one is set aside; what was lost is told to `onLoss`, which rebuilds it.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { messageOf } from '../../../shared/errors.ts'
import { Refusal } from '../../refusal.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import { flushFolder, flushOwnFile } from '../../machine/flush.ts'
import { openOrSetAside } from '../../store/openOrSetAside.ts'
import type { Loss } from '../../store/openOrSetAside.ts'
import type { Store } from '../../store/store.ts'

export interface StoreDoorOptions {
  readonly file: string
  readonly clock: Clock
  readonly log: Log
  /** Folders in which something lies only where there was a database. */
  readonly traces?: readonly string[]
  /** Called once the database is open, when something is missing that was in it. */
  readonly onLoss: (loss: Loss) => void
  /** Called when the database could not be opened or used, and with null when it could again. */
  readonly onTrouble: (trouble: Refusal | null) => void
}

export class StoreDoor {
  readonly #options: StoreDoorOptions
  #store: Store | null = null
  /** The files of this one have names on disk: SQLite gives its log one, and flushes it at a checkpoint. */
  #named: Store | null = null

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

  /**
   * Makes what was stored outlast a loss of power, without holding anybody up. SQLite itself flushes its log only at a
   * checkpoint (`synchronous = NORMAL`): what it finds after a loss of power is whole, but may be older.
   */
  async flush(): Promise<void> {
    const store = this.#store
    if (store === null) return
    const { file } = this.#options
    const naming = this.#named === store ? null : flushFolder(dirname(file))
    await Promise.all([flushOwnFile(`${file}-wal`), naming])
    this.#named = store
  }

  close(): void {
    this.#store?.close()
    this.#store = null
  }

  /** Where the folder has gone with it, it was moved, and is the one that comes back. */
  #isRemoved(): boolean {
    const { file } = this.#options
    return !existsSync(file) && existsSync(dirname(file))
  }

  /** What we hold open is whole, and would be gone with us: it gets its name back. */
  #putBack(store: Store): void {
    const { file, log } = this.#options
    const draft = `${file}.${randomUUID()}`
    try {
      store.copyTo(draft)
      this.close() // It removes its log by name.
      renameSync(draft, file)
      log.warn({ file }, 'the database was removed while it was open, and put back')
    } catch (error) {
      rmSync(draft, { force: true })
      log.error({ file, error: messageOf(error) }, 'the database was removed while it was open')
    }
    this.close()
  }

  #opened(): Store {
    if (this.#store && this.#isRemoved()) this.#putBack(this.#store)
    if (this.#store) return this.#store
    const { file, clock, log, traces = [], onLoss } = this.#options
    const { store, loss } = openOrSetAside(file, { clock, log, traces })
    this.#store = store
    if (loss !== null) onLoss(loss)
    return store
  }
}
