/**
 * A stored session made ready to be live: what a dead server left of it is recovered first, and who else has it is told
 * to it. `live/loadSession.ts` puts it together; owned by `SessionCatalog`, which opens it once.
 */
import { messageOf } from '../../../shared/errors.ts'
import type { SessionId } from '../../../shared/ids.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import { commandRecordFile } from '../live/commandRecord.ts'
import { journalFile } from '../live/journal.ts'
import type { LiveSession } from '../live/liveSessions.ts'
import { loadSession } from '../live/loadSession.ts'
import { transcriptGone } from '../live/sessionPorts.ts'
import type { StoreDoor } from '../live/storeDoor.ts'
import { recoverLate } from '../recovery/lastRun.ts'
import type { LastRunOptions } from '../recovery/lastRun.ts'
import type { Unrecovered } from '../recovery/unrecovered.ts'
import type { AppChoices } from './appChoices.ts'
import type { Holders } from './holders.ts'
import type { Sessions } from './sessions.ts'

export interface SessionLoadingOptions {
  readonly dataDir: string
  readonly journals: string
  readonly door: StoreDoor
  readonly choices: Pick<AppChoices, 'absenceOf' | 'agentOf'>
  readonly sessions: Pick<Sessions, 'markEnded' | 'pastOf' | 'row' | 'tellChanged'>
  readonly holders: Holders
  readonly unrecovered: Unrecovered
  readonly lastRun: () => LastRunOptions
  readonly clock: Clock
  readonly log: Log
}

export class SessionLoading {
  readonly #options: SessionLoadingOptions

  constructor(options: SessionLoadingOptions) {
    this.#options = options
  }

  /** Refuses with 404 `session_not_found`. */
  async load(sessionId: SessionId): Promise<LiveSession> {
    const { dataDir, journals, door, choices, sessions, holders, unrecovered, lastRun, clock, log } =
      this.#options
    const journal = journalFile(journals, sessionId)
    const past = sessions.pastOf(sessions.row(sessionId))
    const recovered = await recoverLate(journal, past, lastRun())
    const stored = sessions.row(sessionId)
    const live = await loadSession({
      stored,
      agent: choices.agentOf(stored),
      cannotGoOn: choices.absenceOf(stored),
      past,
      recovered,
      journal,
      commands: commandRecordFile(dataDir, sessionId),
      door,
      clock,
      log,
      ended: (outcome) => sessions.markEnded(sessionId, outcome),
      saved: () => unrecovered.over(journal),
      changed: ({ session, permissions, lastTurn }) =>
        sessions.tellChanged(session, permissions.length, lastTurn?.outcome),
      lookForHolder: () => holders.held.look(stored.agent)
    })
    holders.tellLive(live)
    return live
  }

  /** Tells the session when its transcript is gone. A turn's end looks for itself. Never rejects. */
  async lookAtTranscript({ host, past }: Pick<LiveSession, 'host' | 'past'>): Promise<void> {
    try {
      await past.flushed()
      if (await past.wasLost()) host.report(transcriptGone)
    } catch (error) {
      this.#options.log.warn(
        { error: messageOf(error) },
        'whether a transcript is still there cannot be told'
      )
    }
  }
}
