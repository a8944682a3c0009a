/**
 * What a session has used and how full its context is, counted from its transcript. Counting goes on from
 * where the last count ended: the one in the session's row, or the one made here, whichever is further.
 * Asked by `server/routes/usage.ts`.
 */
import type { SessionId } from '../../shared/ids.ts'
import type { SessionUsage } from '../../shared/usage.ts'
import type { MetadataCheckpoint } from '../transcript/metadata.ts'
import { noUsage, usageOf } from '../transcript/usageReport.ts'
import type { LocatedSession } from './sessions.ts'
import { readCheckpoint } from './sessionPorts.ts'

/** Counts kept at a time; the rest is counted on from the rows. */
const KEPT_COUNTS = 50

export class UsageCounts {
  readonly #counts = new Map<SessionId, MetadataCheckpoint>()

  /** Rejects with what the file system says when the transcript cannot be read. */
  async of({ stored, past }: Pick<LocatedSession, 'stored' | 'past'>): Promise<SessionUsage> {
    await past.flushed()
    const { checkpoint } = await past.account(
      further(readCheckpoint(stored.checkpoint), this.#counts.get(stored.id))
    )
    if (checkpoint === null) return noUsage
    this.#keep(stored.id, checkpoint)
    return usageOf(checkpoint)
  }

  #keep(sessionId: SessionId, checkpoint: MetadataCheckpoint): void {
    this.#counts.delete(sessionId)
    this.#counts.set(sessionId, checkpoint)
    if (this.#counts.size <= KEPT_COUNTS) return
    for (const oldest of this.#counts.keys()) {
      this.#counts.delete(oldest)
      return
    }
  }
}

/** A count of a file that is another one now is found out where it is counted on. */
function further(
  stored: MetadataCheckpoint | null,
  kept: MetadataCheckpoint | undefined
): MetadataCheckpoint | null {
  if (kept === undefined) return stored
  return stored !== null && stored.main.offset > kept.main.offset ? stored : kept
}
