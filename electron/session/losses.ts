/**
 * What the database has lost, told to the person and brought back from the transcripts as far as they tell. Owned by
 * `SessionCatalog`.
 */
import { messageOf } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import type { Loss } from '../store/openOrSetAside.ts'
import { restoreForgotten } from './forgotten.ts'
import { lossTold, rebuildStore } from './rebuild.ts'
import type { RebuildOptions } from './rebuild.ts'

export interface LossesOptions extends RebuildOptions {
  readonly tell: (problem: Failure) => void
  /** Rows have come back that may not say all. */
  readonly restored: () => void
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
    void rebuildStore(this.#options).then((rebuilt) => {
      this.#options.tell(lossTold(loss, rebuilt))
      this.#options.restored()
    })
  }

  /** Once, at the start. Where all is rebuilt nothing is forgotten. Never rejects. */
  async restoreForgotten(): Promise<void> {
    if (this.#isRebuilding) return
    try {
      const { sessions } = await restoreForgotten(this.#options)
      if (sessions > 0 && !this.#isToldOlder) this.take({ kind: 'older' })
    } catch (error) {
      this.#options.log.error({ error: messageOf(error) }, 'forgotten sessions could not be looked for')
    }
  }
}
