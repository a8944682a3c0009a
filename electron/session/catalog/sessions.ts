/** The stored sessions of all projects, live or not. Owned by `SessionCatalog`. */
import type { SessionState } from '../../../shared/evolve.ts'
import type { ProjectId, SessionId } from '../../../shared/ids.ts'
import type { ChangeSession, CreateSession, NoticeFrame } from '../../../shared/protocol.ts'
import type { HeldBy, Project, SessionSummary, TurnOutcome, Unseen } from '../../../shared/session.ts'
import { Refusal } from '../../refusal.ts'
import type { Agent } from '../../agent/port.ts'
import type { HeldSessions } from '../../history/heldSessions.ts'
import type { SessionFilter } from '../../store/sessionRows.ts'
import type { StoredSession } from '../../store/storedSession.ts'
import type { AppChoices } from './appChoices.ts'
import type { SessionHost } from '../live/host.ts'
import type { LiveSessions } from '../live/liveSessions.ts'
import { pastOf } from '../live/loadSession.ts'
import type { PastPlace } from '../live/loadSession.ts'
import { sessionsIn } from '../past/conversations.ts'
import type { SessionPast } from '../past/past.ts'
import type { Projects } from './projects.ts'
import { searchWords, WORDS_AT_ONCE } from './searchWords.ts'
import { toSummary } from '../live/sessionPorts.ts'
import type { StoreDoor } from '../live/storeDoor.ts'

export interface SessionsOptions {
  readonly door: StoreDoor
  readonly projects: Projects
  readonly choices: AppChoices
  readonly live: LiveSessions
  readonly place: Omit<PastPlace, 'hostOf' | 'tell'>
  readonly held: HeldSessions
  readonly tell: PastPlace['tell']
  readonly notify: (frame: NoticeFrame) => void
}

export interface LocatedSession {
  readonly stored: StoredSession
  readonly project: Project
  readonly agent: Agent
  readonly past: SessionPast
  /** Null while nobody has it open. */
  readonly host: SessionHost | null
}

export class Sessions {
  readonly #options: SessionsOptions

  constructor(options: SessionsOptions) {
    this.#options = options
  }

  /** Newest first: the archived ones, or the others. */
  list(
    projectId: ProjectId,
    query: { limit: number; before?: string; archived?: boolean }
  ): { sessions: SessionSummary[]; before: string | null } {
    const { door, projects } = this.#options
    projects.get(projectId)
    const page = door.use((store) => store.sessions.list(projectId, query))
    return { sessions: page.sessions.map((stored) => this.#listed(stored)), before: page.before }
  }

  /** Of all projects, newest first. `held`: only those another program has now. */
  listAll(
    filter: Omit<SessionFilter, 'ids'> & { readonly held?: boolean | undefined },
    page: { limit: number; before?: string | undefined }
  ): { sessions: SessionSummary[]; before: string | null } {
    const { door, held, place } = this.#options
    const ids = filter.held
      ? held.all().flatMap((conversation) => sessionsIn(place.dataDir, conversation))
      : undefined
    const found = door.use((store) => store.sessions.listAll({ ...filter, ids }, page))
    return { sessions: found.sessions.map((stored) => this.#listed(stored)), before: found.before }
  }

  /** Refuses with 404 `session_not_found`. */
  get(projectId: ProjectId, sessionId: SessionId): SessionSummary {
    return this.summary(this.stored(projectId, sessionId))
  }

  /** The same id again is the session there is; refuses (409) an id of another project, or of one that is being deleted. */
  create(projectId: ProjectId, wish: CreateSession): { session: SessionSummary; created: boolean } {
    const { door, projects, choices } = this.#options
    projects.get(projectId)
    const settings = choices.settings()
    const agent = choices.agent(wish.agent ?? settings.defaultAgent)
    choices.check(agent.id, wish)
    const defaults = choices.defaultsOf(agent)
    const { created, session } = door.use((store) =>
      store.sessions.insert({
        id: wish.sessionId,
        projectId,
        agent: agent.id,
        permissionMode: wish.permissionMode ?? defaults.permissionMode,
        model: wish.model ?? null,
        effort: wish.effort === undefined ? defaults.effort : wish.effort
      })
    )
    const summary = this.summary(session)
    if (created) this.tellChanged(summary)
    return { session: summary, created }
  }

  /** Throws the store's own refusals (503, 507): then nothing has changed, in a live session either. */
  async change(projectId: ProjectId, sessionId: SessionId, changes: ChangeSession): Promise<SessionSummary> {
    const { door, choices, live } = this.#options
    const stored = this.stored(projectId, sessionId)
    choices.check(stored.agent, {
      // What another version chose may be told again.
      permissionMode: changes.permissionMode === stored.permissionMode ? undefined : changes.permissionMode,
      effort: changes.effort === stored.effort ? undefined : changes.effort
    })
    await live.settled(sessionId)
    // Before anybody sees it: what the database does not take is refused, and shown nowhere.
    door.use((store) => store.sessions.change(sessionId, changes))
    if (changes.archived === true) this.#mark(sessionId, null)
    const host = live.get(sessionId)?.host
    if (host) host.change(changes)
    else this.tellChanged(this.get(projectId, sessionId))
    return this.get(projectId, sessionId)
  }

  /** One session with everything that is known of it. Refuses with 404 `session_not_found`. */
  locate(projectId: ProjectId, sessionId: SessionId): LocatedSession {
    const stored = this.stored(projectId, sessionId)
    const live = this.#options.live.get(sessionId)
    return {
      stored,
      project: this.#options.projects.get(projectId),
      agent: this.#options.choices.agentOf(stored),
      past: live?.past ?? this.pastOf(stored),
      host: live?.host ?? null
    }
  }

  /** Refuses with 404 `session_not_found`. */
  row(sessionId: SessionId): StoredSession {
    const stored = this.#options.door.use((store) => store.sessions.byId(sessionId))
    if (!stored) throw unknownSession()
    return stored
  }

  /** As `row`, of one project. */
  stored(projectId: ProjectId, sessionId: SessionId): StoredSession {
    this.#options.projects.get(projectId)
    const stored = this.row(sessionId)
    if (stored.projectId !== projectId) throw unknownSession()
    return stored
  }

  /** A live session says what is true now; a stored one what was true last. */
  summary(stored: StoredSession): SessionSummary {
    const live = this.#options.live.get(stored.id)?.host.state.session
    if (live !== undefined) return live
    const heldBy = this.#heldBy(stored)
    return heldBy === null ? toSummary(stored) : { ...toSummary(stored), heldBy }
  }

  #heldBy(stored: StoredSession): HeldBy | null {
    const { held } = this.#options
    return held.isEmpty ? null : held.of(stored.agent, this.pastOf(stored).conversation)
  }

  /** As lists show it: whether somebody has looked at it is no part of the session itself. */
  #listed(stored: StoredSession): SessionSummary {
    return marked(this.summary(stored), stored)
  }

  /** Of all projects, archived ones too, newest first: those with all words of the query in their title or first prompt. */
  async search(
    { query, limit, before }: { query: string; limit: number; before?: string | undefined },
    signal: AbortSignal
  ): Promise<{ sessions: SessionSummary[]; before: string | null }> {
    const { door } = this.#options
    const found = await searchWords({
      page: (place) => door.use((store) => store.sessions.listWords({ limit: WORDS_AT_ONCE, before: place })),
      query,
      limit,
      before,
      signal
    })
    const rows = found.ids.map((id) => door.use((store) => store.sessions.byId(id)))
    return {
      sessions: rows.flatMap((stored) => (stored === null ? [] : [this.#listed(stored)])),
      before: found.before
    }
  }

  /** A turn has ended: until somebody looks, the lists say so. One that was stopped is known to whoever stopped it. */
  markEnded(sessionId: SessionId, outcome: TurnOutcome): void {
    if (outcome !== 'interrupted') this.#mark(sessionId, outcome)
  }

  /** Somebody has looked at the session. Refuses with 404 `session_not_found`. */
  see(projectId: ProjectId, sessionId: SessionId): void {
    this.stored(projectId, sessionId)
    if (!this.#mark(sessionId, null)) return
    const state = this.#options.live.get(sessionId)?.host.state
    this.tellChanged(this.get(projectId, sessionId), state?.permissions.length, state?.lastTurn?.outcome)
  }

  /** True when that is another mark than before; then the list of projects has changed, too. */
  #mark(sessionId: SessionId, unseen: Unseen | null): boolean {
    const { door, notify } = this.#options
    const isNew = door.use((store) => store.sessions.setUnseen(sessionId, unseen))
    if (isNew) notify({ type: 'projects_changed' })
    return isNew
  }

  /** A past of its own: that of a live session is the one it was opened with. */
  pastOf(stored: StoredSession): SessionPast {
    const { place, live, tell } = this.#options
    return pastOf(stored, {
      ...place,
      tell,
      hostOf: ({ id }) => live.get(id)?.host ?? null
    })
  }

  /** For a list that has just come: the sessions in which something runs, or waits for a person. */
  waiting(): readonly Extract<NoticeFrame, { type: 'session_changed' }>[] {
    const live = this.#options.live
      .all()
      .map(({ host: { state } }) => ({ session: state.session, openPermissions: openIn(state) }))
    return [...live, ...this.#waitingElsewhere()]
      .filter(({ session, openPermissions }) => session.state !== 'idle' || openPermissions > 0)
      .map(({ session, openPermissions }) => ({
        type: 'session_changed',
        session: this.#withMark(session),
        openPermissions
      }))
  }

  /** Those that nobody has open here and that wait in another program. */
  #waitingElsewhere(): { session: SessionSummary; openPermissions: number }[] {
    const { held, live, door, place } = this.#options
    return held
      .waiting()
      .flatMap((conversation) => sessionsIn(place.dataDir, conversation))
      .filter((id) => live.get(id) === undefined)
      .flatMap((id) => door.use((store) => store.sessions.byId(id)) ?? [])
      .map((stored) => {
        const session = this.summary(stored)
        return { session, openPermissions: waitsElsewhere(session) }
      })
  }

  /** Tells the lists. */
  tellChanged(session: SessionSummary, openPermissions = 0, outcome?: TurnOutcome): void {
    const ended = outcome === undefined ? null : { outcome }
    this.#options.notify({
      type: 'session_changed',
      session: this.#withMark(session),
      openPermissions: openPermissions + waitsElsewhere(session),
      ...ended
    })
  }

  /** A database that cannot be asked has marked nothing either. */
  #withMark(session: SessionSummary): SessionSummary {
    try {
      return marked(
        session,
        this.#options.door.use((store) => store.sessions.byId(session.id))
      )
    } catch {
      return session
    }
  }
}

/** Requests that wait for a person, here or in another program. */
function openIn({ session, permissions }: SessionState): number {
  return permissions.length + waitsElsewhere(session)
}

function waitsElsewhere({ heldBy }: SessionSummary): number {
  return heldBy?.status === 'waiting' ? 1 : 0
}

function marked(session: SessionSummary, stored: StoredSession | null): SessionSummary {
  return stored?.unseen === undefined ? session : { ...session, unseen: stored.unseen }
}

function unknownSession(): Refusal {
  return new Refusal(404, 'session_not_found')
}
