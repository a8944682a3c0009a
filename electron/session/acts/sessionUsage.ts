/**
 * What a session has used and how full its context is, counted from its transcript. Counting goes on from
 * where the last count ended: the one in the session's row, or the one made here, whichever is further.
 * Asked by `server/routes/usage.ts`.
 */
import type { Failure } from '../../../shared/errors.ts'
import type { SessionId } from '../../../shared/ids.ts'
import type { SessionUsage } from '../../../shared/usage.ts'
import type { MetadataCheckpoint } from '../../transcript/count/metadata.ts'
import { noUsage } from '../../transcript/count/usageReport.ts'
import { damagedLines } from '../past/damagedLines.ts'
import type { LocatedSession } from '../catalog/sessions.ts'
import { readCheckpoint } from '../live/sessionPorts.ts'

/** Counts kept at a time; the rest is counted on from the rows. */
const KEPT_COUNTS = 50

interface OpenSession {
  readonly state: { readonly problem: Failure | null }
  readonly report: (problem: Failure) => void
}

/** What is asked of a session to count it. */
export interface CountedSession {
  readonly stored: Pick<LocatedSession['stored'], 'id' | 'checkpoint'>
  readonly past: Pick<LocatedSession['past'], 'flushed' | 'account' | 'usage'>
  /** Null while nobody has it open. */
  readonly host: OpenSession | null
}

export class UsageCounts {
  readonly #counts = new Map<SessionId, MetadataCheckpoint>()
  /** Those of which a person has been told what could not be read. */
  readonly #told = new Set<SessionId>()

  /** Rejects with what the file system says when the transcript cannot be read. */
  async of({ stored, past, host }: CountedSession): Promise<SessionUsage> {
    await past.flushed()
    const known = readCheckpoint(stored.checkpoint)
    const { checkpoint } = await past.account(further(known, this.#counts.get(stored.id)))
    if (checkpoint === null) return noUsage
    // Where nothing was known of the transcript when the session was opened, it is told now.
    if (known === null && host !== null) this.#tellDamage(stored.id, checkpoint, host)
    this.#keep(stored.id, checkpoint)
    return past.usage(checkpoint)
  }

  #tellDamage(sessionId: SessionId, checkpoint: MetadataCheckpoint, host: OpenSession): void {
    if (this.#told.has(sessionId)) return
    this.#told.add(sessionId)
    const damaged = damagedLines(checkpoint)
    if (damaged !== null && host.state.problem === null) host.report(damaged)
  }

  #keep(sessionId: SessionId, checkpoint: MetadataCheckpoint): void {
    this.#counts.delete(sessionId)
    this.#counts.set(sessionId, checkpoint)
    if (this.#counts.size <= KEPT_COUNTS) return
    for (const oldest of this.#counts.keys()) {
      this.#counts.delete(oldest)
      this.#told.delete(oldest)
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
