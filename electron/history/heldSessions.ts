/**
 * Which sessions other processes have now, whichever agent's they are: what each agent that can tell was found to know
 * last. Owned by `SessionCatalog`, which brings it into lists and live sessions.
 */
import type { AgentId, SessionId } from '../../shared/ids.ts'
import type { HeldBy } from '../../shared/session.ts'
import type { Agent } from '../agent/port.ts'
import type { Clock, ClockTimer } from '../clock.ts'
import type { HeldSession, RunningWatch } from '../agent/running.ts'

const START_MS = 1_000

export interface HeldSessionsOptions {
  readonly clock: Clock
  readonly agents: readonly Pick<Agent, 'id' | 'running'>[]
  /** Somebody has taken the conversation, let go of it, or holds it otherwise than before. */
  readonly changed: (agent: AgentId, conversation: SessionId) => void
}

interface Watched {
  readonly watch: RunningWatch
  held: ReadonlyMap<SessionId, HeldSession>
}

export class HeldSessions {
  readonly #options: HeldSessionsOptions
  readonly #watched = new Map<AgentId, Watched>()
  #soon: ClockTimer | null = null
  #isStarted = false

  constructor(options: HeldSessionsOptions) {
    this.#options = options
  }

  /** Begins to watch in a moment: where to look may have to be asked of the login shell, and a start does not wait for it. */
  startSoon(): void {
    this.#soon = this.#options.clock.setTimeout(() => this.#start(), START_MS).unref()
  }

  #start(): void {
    if (this.#isStarted) return
    this.#isStarted = true
    for (const { id, running } of this.#options.agents) {
      if (running === undefined) continue
      const watch = running.watch(() => this.#changed(id))
      this.#watched.set(id, { watch, held: new Map() })
      this.#changed(id) // What was there before anybody could be told.
    }
  }

  /** Who has the conversation, as of the last look. `conversation` is the id the agent itself goes on under. */
  of(agent: AgentId, conversation: SessionId): HeldBy | null {
    return this.#watched.get(agent)?.held.get(conversation)?.heldBy ?? null
  }

  /** True when nothing is held: then nobody has to be asked about. */
  get isEmpty(): boolean {
    return [...this.#watched.values()].every(({ held }) => held.size === 0)
  }

  /** The conversations that somebody has. */
  all(): readonly SessionId[] {
    return [...this.#watched.values()].flatMap(({ held }) => [...held.keys()])
  }

  /** The conversations in which somebody is waited for. */
  waiting(): readonly SessionId[] {
    return [...this.#watched.values()].flatMap(({ held }) =>
      [...held.values()].filter(({ heldBy }) => heldBy.status === 'waiting').map(({ sessionId }) => sessionId)
    )
  }

  /** Looks now; null when the agent cannot tell. Never rejects. */
  look(agent: AgentId): Promise<void> | null {
    this.#start()
    return this.#watched.get(agent)?.watch.look() ?? null
  }

  /** As `RunningWatch.end`. */
  async end(agent: AgentId, conversation: SessionId): Promise<boolean> {
    return (await this.#watched.get(agent)?.watch.end(conversation)) ?? true
  }

  async close(): Promise<void> {
    this.#soon?.cancel()
    this.#isStarted = true // Nobody begins any more.
    await Promise.all([...this.#watched.values()].map(({ watch }) => watch.close()))
  }

  #changed(agent: AgentId): void {
    const watched = this.#watched.get(agent)
    if (watched === undefined) return
    const before = watched.held
    const now = watched.watch.held()
    watched.held = now
    for (const id of new Set([...before.keys(), ...now.keys()])) {
      if (!isSame(before.get(id)?.heldBy, now.get(id)?.heldBy)) this.#options.changed(agent, id)
    }
  }
}

function isSame(one: HeldBy | undefined, other: HeldBy | undefined): boolean {
  return (
    one?.pid === other?.pid &&
    one?.kind === other?.kind &&
    one?.status === other?.status &&
    one?.waitingFor === other?.waitingFor
  )
}
