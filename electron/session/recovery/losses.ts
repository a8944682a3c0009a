/**
 * What the database has lost, told to the person and brought back from the transcripts as far as they tell. Owned by
 * `SessionCatalog`.
 */
import { messageOf } from '../../../shared/errors.ts'
import type { Failure } from '../../../shared/errors.ts'
import { Loss } from '../../store/openOrSetAside.ts'
import { restoreForgotten } from './forgotten.ts'
import { lossTold, rebuildStore } from './rebuild.ts'
import type { RebuildOptions } from './rebuild.ts'

/** Under which the database says what is still to be brought back. */
const key = 'lost'

export interface LossesOptions extends Omit<RebuildOptions, 'signal'> {
  readonly tell: (problem: Failure) => void
  /** Rows have come back that may not say all. */
  readonly restored: () => void
}

export class Losses {
  readonly #options: LossesOptions
  readonly #closing = new AbortController()
  #rebuilding: Promise<void> | null = null
  #isToldOlder = false

  constructor(options: LossesOptions) {
    this.#options = options
  }

  /** Called while the database is being opened: what is done about it begins later. */
  take(loss: Loss): void {
    this.#options.tell(lossTold(loss, null))
    if (loss.kind === 'older') {
      this.#isToldOlder = true
      return
    }
    this.#remember(loss)
    // Nobody waits for it and it never rejects: rows appear as they are found.
    this.#rebuilding = this.#rebuild(loss)
  }

  /**
   * Once, at the start: what a server that died had not rebuilt yet, and what was forgotten. Where all is rebuilt nothing
   * is forgotten. Never rejects.
   */
  async restoreForgotten(): Promise<void> {
    try {
      const owed = this.#rebuilding === null ? this.#owed() : null
      if (owed !== null) this.take(owed)
      if (this.#rebuilding !== null) return
      const { sessions } = await restoreForgotten(this.#rebuildOptions())
      if (sessions > 0 && !this.#isToldOlder) this.take({ kind: 'older' })
    } catch (error) {
      this.#options.log.error({ error: messageOf(error) }, 'forgotten sessions could not be looked for')
    }
  }

  /** Resolves when nothing is being rebuilt; the next start goes on with it. */
  async close(): Promise<void> {
    this.#closing.abort()
    await this.#rebuilding
  }

  async #rebuild(loss: Loss): Promise<void> {
    const rebuilt = await rebuildStore(this.#rebuildOptions())
    if (this.#closing.signal.aborted) return
    this.#options.tell(lossTold(loss, rebuilt))
    if (rebuilt.isWhole) this.#remember(null)
    this.#options.restored()
  }

  #rebuildOptions(): RebuildOptions {
    return { ...this.#options, signal: this.#closing.signal }
  }

  /** In the new database, which looks whole with half of its rows. */
  #remember(loss: Loss | null): void {
    const { door, log } = this.#options
    try {
      door.use((store) => store.appState.set(key, loss))
    } catch (error) {
      log.error({ error: messageOf(error) }, 'that the database is being rebuilt could not be noted')
    }
  }

  #owed(): Loss | null {
    const { door } = this.#options
    return Loss.safeParse(door.use((store) => store.appState.get(key))).data ?? null
  }
}
