/**
 * Counts anew, behind the start, the sessions whose files are not those their rows were counted from: a look at the
 * files for each, and nothing is read where nothing changed. Whatever the cause is (a database that lost its log
 * without a sign of it, a transcript that was cut or went on in a terminal), lists are right without a turn in it.
 * Owned by `SessionCatalog`.
 */
import { messageOf } from '../../../shared/errors.ts'
import type { SessionId } from '../../../shared/ids.ts'
import type { Log } from '../../log.ts'
import type { StoredSession } from '../../store/storedSession.ts'
import { Slices } from '../../slices.ts'
import { isCountOf } from '../past/countedFiles.ts'
import type { SeenFiles } from '../past/countedFiles.ts'

export interface StaleCountsOptions {
  readonly log: Log
  /** Every session there is. Throws the refusals of a database that cannot be read. */
  readonly sessionIds: () => readonly SessionId[]
  /** Null when it is gone, or its turn runs and will be counted at its end. */
  readonly atRest: (sessionId: SessionId) => Pick<StoredSession, 'checkpoint'> | null
  /** Null when nothing lies there: a disk that is not connected must not make a session empty. */
  readonly see: (sessionId: SessionId) => Promise<SeenFiles | null>
  readonly recount: (sessionId: SessionId) => Promise<void>
}

export class StaleCounts {
  readonly #options: StaleCountsOptions
  #pass: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(options: StaleCountsOptions) {
    this.#options = options
  }

  /** Begins to look; nobody has to wait for it. Once more when it is under way: rows may have come meanwhile. */
  begin(): void {
    this.#pass = this.#pass.then(() => this.#lookAtAll())
  }

  /** Resolves when everything has been looked at. */
  get settled(): Promise<void> {
    return this.#pass
  }

  /** Resolves when nothing is looked at any more, and nothing will be. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#pass
  }

  async #lookAtAll(): Promise<void> {
    const { log, sessionIds } = this.#options
    try {
      if (this.#isClosed) return
      const slices = new Slices()
      for (const sessionId of sessionIds()) {
        if (slices.isOver) await slices.rest()
        if (this.#isClosed) return
        await this.#lookAt(sessionId)
      }
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'sessions could not be looked for that have to be counted again')
    }
  }

  /** Never rejects: one that cannot be counted does not stop the others. */
  async #lookAt(sessionId: SessionId): Promise<void> {
    const { log, atRest, see, recount } = this.#options
    try {
      const row = atRest(sessionId)
      const seen = row === null ? null : await see(sessionId)
      if (row !== null && seen !== null && !isCountOf(row.checkpoint, seen)) await recount(sessionId)
    } catch (error) {
      log.warn({ session: sessionId, error: messageOf(error) }, 'a session could not be counted again')
    }
  }
}
