/**
 * Counts one session anew from its files, whether it is live or at rest, and tells the lists. Owned by `SessionCatalog`;
 * asked for by what finds that a count is old (`StaleCounts`, `Holders`).
 */
import type { SessionId } from '../../../shared/ids.ts'
import type { StoredSession } from '../../store/storedSession.ts'
import type { LiveSessions } from '../live/liveSessions.ts'
import { accountFor, readCheckpoint, toSummary } from '../live/sessionPorts.ts'
import type { StoreDoor } from '../live/storeDoor.ts'
import type { Sessions } from './sessions.ts'

export interface RecountsOptions {
  readonly door: StoreDoor
  readonly live: Pick<LiveSessions, 'get' | 'settled'>
  readonly sessions: () => Pick<Sessions, 'pastOf' | 'row' | 'tellChanged'>
  /** Whether the session is on its way out: then no list is told of it. */
  readonly hides: (sessionId: SessionId) => boolean
}

export class Recounts {
  readonly #options: RecountsOptions

  constructor(options: RecountsOptions) {
    this.#options = options
  }

  /** Null for one that is on its way out, and while a turn runs that is counted at its end. */
  atRest(sessionId: SessionId): StoredSession | null {
    const live = this.#options.live.get(sessionId)
    if (live && live.host.state.session.state !== 'idle') return null
    return this.#options.door.use((store) => store.sessions.byId(sessionId))
  }

  async recount(sessionId: SessionId): Promise<void> {
    const { door, live, hides } = this.#options
    await live.settled(sessionId)
    const before = live.get(sessionId)
    if (before) return before.host.recount()
    const sessions = this.#options.sessions()
    const stored = sessions.row(sessionId)
    const previous = readCheckpoint(stored.checkpoint)
    await accountFor({ past: sessions.pastOf(stored), door, sessionId, previous })
    await live.settled(sessionId)
    const opened = live.get(sessionId)
    if (opened) return opened.host.recount() // With the row of before.
    if (!hides(sessionId)) sessions.tellChanged(toSummary(sessions.row(sessionId)))
  }
}
