/**
 * What the database has lost, told to the person and brought back from the transcripts as far as they tell. Owned by
 * `SessionCatalog`.
 */
import { messageOf } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { Loss } from '../store/openOrSetAside.ts'
import { restoreForgotten } from './forgotten.ts'
import { lossTold, rebuildStore } from './rebuild.ts'
import type { RebuildOptions } from './rebuild.ts'

export interface LossesOptions extends RebuildOptions {
  readonly tell: (problem: Failure) => void
  /** Counts a stored session on from where its row says. */
  readonly recount: (sessionId: SessionId) => Promise<void>
}

export class Losses {
  readonly #options: LossesOptions
  #isRebuilding = false
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
    this.#isRebuilding = true
    // Nobody waits for it and it never rejects: rows appear as they are found.
    void rebuildStore(this.#options).then((rebuilt) => this.#options.tell(lossTold(loss, rebuilt)))
  }

  /** Once, at the start. Where all is rebuilt nothing is forgotten. Never rejects. */
  async restoreForgotten(): Promise<void> {
    if (this.#isRebuilding) return
    try {
      const { sessions, known } = await restoreForgotten(this.#options)
      if (sessions > 0 && !this.#isToldOlder) this.take({ kind: 'older' })
      if (this.#isToldOlder) void this.#recountAll(known) // Lists follow; it never rejects.
    } catch (error) {
      this.#options.log.error({ error: messageOf(error) }, 'forgotten sessions could not be looked for')
    }
  }

  async #recountAll(sessionIds: readonly SessionId[]): Promise<void> {
    const { recount, changed, log } = this.#options
    for (const session of sessionIds) {
      try {
        await recount(session)
      } catch (error) {
        log.warn({ session, error: messageOf(error) }, 'a session could not be counted again')
      }
    }
    changed()
  }
}
