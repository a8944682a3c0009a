/**
 * Brings what is known of other processes into the sessions they have: a live one is told and follows what is written, of
 * the others the lists are told. Owned by `SessionCatalog`.
 */
import { messageOf } from '../../../shared/errors.ts'
import type { AgentId, SessionId } from '../../../shared/ids.ts'
import type { Agent } from '../../agent/port.ts'
import type { Clock } from '../../clock.ts'
import { HeldSessions } from '../../history/heldSessions.ts'
import type { Log } from '../../log.ts'
import type { LiveSession, LiveSessions } from '../live/liveSessions.ts'
import { sessionsIn } from '../past/conversations.ts'

export interface HoldersOptions {
  readonly dataDir: string
  readonly agents: readonly Agent[]
  readonly clock: Clock
  readonly log: Log
  readonly live: Pick<LiveSessions, 'get'>
  /** Tells the lists of a session that nobody has open; false when no list has it as this agent's. */
  readonly tell: (agent: AgentId, sessionId: SessionId) => boolean
  readonly recount: (sessionId: SessionId) => Promise<void>
}

export class Holders {
  readonly held: HeldSessions
  readonly #options: HoldersOptions
  #isClosed = false

  constructor(options: HoldersOptions) {
    this.#options = options
    const { agents, clock } = options
    this.held = new HeldSessions({
      agents,
      clock,
      changed: (agent, conversation) => this.#changed(agent, conversation)
    })
  }

  /** Tells a live session who has it, as of the last look. */
  tellLive({ host, past, follower }: LiveSession): void {
    const heldBy = this.held.of(host.state.session.agent, past.conversation)
    host.hold(heldBy)
    follower.hold(heldBy !== null)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.held.close()
  }

  #changed(agent: AgentId, conversation: SessionId): void {
    if (this.#isClosed) return
    const { dataDir, live, tell, log } = this.#options
    try {
      for (const sessionId of sessionsIn(dataDir, conversation)) {
        const open = live.get(sessionId)
        if (open) this.tellLive(open)
        // What was said there is counted when it does something else.
        else if (tell(agent, sessionId)) void this.#recount(sessionId)
      }
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'who has a session could not be told')
    }
  }

  /** Never rejects: it is counted at the next start at the latest. */
  async #recount(sessionId: SessionId): Promise<void> {
    try {
      await this.#options.recount(sessionId)
    } catch (error) {
      this.#options.log.warn({ error: messageOf(error) }, 'a session could not be counted again')
    }
  }
}
