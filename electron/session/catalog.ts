/**
 * All sessions: the stored ones by their rows, the live ones by their hosts. The server's one way to
 * projects, sessions, agents and settings. Opens hosts when a window comes, unloads them when nothing
 * is left to do, and makes whole what a dead server left behind.
 */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal, messageOf } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import { restingState } from '../../shared/evolve.ts'
import type { AgentId, ProjectId, SessionId } from '../../shared/ids.ts'
import type {
  AgentInfo,
  ChangeSession,
  CreateSession,
  MessagePage,
  NoticeFrame
} from '../../shared/protocol.ts'
import type { Project, SessionSummary, ToolResultBlock } from '../../shared/session.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Agent } from '../agent/port.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { StoredSession } from '../store/storedSession.ts'
import { SessionHost } from './host.ts'
import { Journal, journalFile, queueIn } from './journal.ts'
import { recoverLate, settleLastRun } from './lastRun.ts'
import type { LastRunOptions } from './lastRun.ts'
import { LiveSessions } from './liveSessions.ts'
import type { LiveSession } from './liveSessions.ts'
import { pageBefore } from './messagePages.ts'
import { SessionPast } from './past.ts'
import { Problems } from './problems.ts'
import { Projects } from './projects.ts'
import { rebuildStore } from './rebuild.ts'
import { hostPorts, toSummary } from './sessionPorts.ts'
import { StoreDoor } from './storeDoor.ts'

const firstPage = 50

export interface CatalogOptions {
  readonly dataDir: string
  readonly agents: readonly Agent[]
  readonly defaultAgent?: AgentId
  /** Where Claude Code keeps its files. */
  readonly claudeHome: () => Promise<string>
  readonly version: string
  readonly log: Log
  readonly clock: Clock
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

export class SessionCatalog {
  readonly projects: Projects
  readonly #options: CatalogOptions
  readonly #door: StoreDoor
  readonly #problems: Problems
  readonly #live: LiveSessions
  #closing = false

  constructor(options: CatalogOptions) {
    this.#options = options
    this.#live = new LiveSessions(options)
    const { dataDir, clock, log, notify } = options
    this.#problems = new Problems(() => notify({ type: 'problems_changed' }))
    this.#door = new StoreDoor({
      file: join(dataDir, 'skein.db'),
      clock,
      log,
      onSetAside: (movedTo) => this.#rebuild(movedTo),
      onTrouble: (trouble) => {
        if (trouble) this.tell({ code: 'database', message: trouble.message })
        else this.#problems.over('database')
      }
    })
    for (const agent of options.agents) agent.configure(() => this.settings())
    this.projects = new Projects({
      door: this.#door,
      changed: () => notify({ type: 'projects_changed' })
    })
  }

  /** Recovers what a dead server left: its agents first, so that nobody writes while we read. Never rejects. */
  async start(): Promise<void> {
    await Promise.all(this.#options.agents.map((agent) => agent.recover()))
    await settleLastRun(this.#lastRun())
  }

  // ---- the app ---------------------------------------------------------------------------------

  problems(): readonly Failure[] {
    return this.#problems.list()
  }

  tell(problem: Failure): void {
    this.#problems.tell(problem)
  }

  settings(): Settings {
    const settings = this.#door.use((store) => store.settings.get())
    const { defaultAgent } = this.#options
    return defaultAgent === undefined ? settings : { ...settings, defaultAgent }
  }

  changeSettings(changes: Partial<Settings>): Settings {
    this.#door.use((store) => store.settings.set(changes))
    return this.settings()
  }

  /** For the page itself, which must come whatever the database says. */
  theme(): Settings['theme'] {
    try {
      return this.settings().theme
    } catch (error) {
      this.#options.log.warn({ error: messageOf(error) }, 'the theme is not known')
      return 'system'
    }
  }

  async agents(): Promise<AgentInfo[]> {
    return Promise.all(
      this.#options.agents.map(async (agent) => ({
        id: agent.id,
        name: agent.name,
        description: agent.description,
        readiness: await agent.check(),
        permissionModes: [...agent.permissionModes],
        models: [...agent.models]
      }))
    )
  }

  // ---- sessions as rows ------------------------------------------------------------------------

  list(
    projectId: ProjectId,
    query: { limit: number; before?: string }
  ): { sessions: SessionSummary[]; before: string | null } {
    this.projects.get(projectId)
    const page = this.#door.use((store) => store.sessions.list(projectId, query))
    return { sessions: page.sessions.map((stored) => this.#summary(stored)), before: page.before }
  }

  /** Refuses with 404 `session_not_found`. */
  get(projectId: ProjectId, sessionId: SessionId): SessionSummary {
    return this.#summary(this.#stored(projectId, sessionId))
  }

  /** The same id again is the session there is; refuses (409) an id of another project. */
  create(projectId: ProjectId, wish: CreateSession): { session: SessionSummary; created: boolean } {
    this.projects.get(projectId)
    const settings = this.settings()
    const agent = this.#agent(wish.agent ?? settings.defaultAgent)
    const permissionMode = wish.permissionMode ?? settings.defaultPermissionMode
    if (!agent.permissionModes.includes(permissionMode)) {
      throw new Refusal(400, 'unknown_permission_mode', `${agent.name} has no mode “${permissionMode}”.`)
    }
    const { created, session } = this.#door.use((store) =>
      store.sessions.insert({
        id: wish.sessionId,
        projectId,
        agent: agent.id,
        permissionMode,
        model: wish.model ?? null
      })
    )
    const summary = this.#summary(session)
    if (created) this.#announce(summary, 0)
    return { session: summary, created }
  }

  async messages(
    projectId: ProjectId,
    sessionId: SessionId,
    query: { limit: number; before?: string }
  ): Promise<MessagePage> {
    const stored = this.#stored(projectId, sessionId)
    const host = this.#live.get(sessionId)?.host
    if (host) {
      const { limit, before } = query
      const held = before === undefined ? host.newest(limit) : host.pageBefore(before, limit)
      if (held) return { ...held, live: host.cursor }
    }
    const past = this.#past(stored, this.projects.get(projectId))
    const page = await pageBefore(past, query)
    return { ...page, live: host ? host.cursor : null }
  }

  /** Refuses with 404 `tool_result_not_found`. */
  async toolResult(projectId: ProjectId, sessionId: SessionId, toolUseId: string): Promise<ToolResultBlock> {
    const past = this.#past(this.#stored(projectId, sessionId), this.projects.get(projectId))
    await this.#live.get(sessionId)?.past.flushed()
    const result = await past.toolResult(toolUseId)
    if (!result)
      throw new Refusal(404, 'tool_result_not_found', 'The transcript holds no result of this tool use.')
    return result
  }

  async change(projectId: ProjectId, sessionId: SessionId, changes: ChangeSession): Promise<SessionSummary> {
    const stored = this.#stored(projectId, sessionId)
    if (
      changes.permissionMode !== undefined &&
      !this.#agent(stored.agent).permissionModes.includes(changes.permissionMode)
    ) {
      throw new Refusal(400, 'unknown_permission_mode', `This agent has no mode “${changes.permissionMode}”.`)
    }
    await this.#live.settled(sessionId)
    const host = this.#live.get(sessionId)?.host
    if (host) {
      host.change(changes)
    } else {
      this.#door.use((store) => store.sessions.change(sessionId, changes))
      this.#announce(this.get(projectId, sessionId), 0)
    }
    return this.get(projectId, sessionId)
  }

  /** Forgets a session: its row, its journal and what Skein wrote of it. Stops what runs in it. */
  async remove(projectId: ProjectId, sessionId: SessionId): Promise<void> {
    const stored = this.#stored(projectId, sessionId)
    const past = this.#live.get(sessionId)?.past ?? this.#past(stored, this.projects.get(projectId))
    await this.#live.unload(sessionId, 'removed')
    this.#door.use((store) => store.sessions.remove(sessionId))
    await past.remove()
    await rm(journalFile(this.#journals(), sessionId), { force: true })
    this.#options.notify({ type: 'session_removed', projectId, sessionId })
  }

  /** Refuses with 404 `project_not_found`. Agents at rest start anew when what they may load has changed. */
  async changeProject(projectId: ProjectId, changes: { name?: string; trusted?: boolean }): Promise<Project> {
    const before = this.projects.get(projectId)
    const project = this.projects.change(projectId, changes)
    if (project.trusted !== before.trusted) {
      const affected = this.#live
        .all()
        .filter(({ host }) => host.isAtRest && host.state.session.projectId === projectId)
      await Promise.all(affected.map(({ host }) => this.#live.unload(host.state.session.id, 'closing')))
    }
    return project
  }

  /** Forgets a project, its sessions' rows and what they had queued; transcripts and the folder stay. */
  async removeProject(projectId: ProjectId): Promise<void> {
    this.projects.get(projectId)
    const sessionIds = this.#door.use((store) => store.sessions.idsOf(projectId))
    const unload = (): Promise<unknown> =>
      Promise.all(sessionIds.map((id) => this.#live.unload(id, 'removed')))
    await unload()
    this.projects.remove(projectId)
    await unload() // One that a window opened again in between has no row to live on.
    // A journal left behind would bring the project back at the next start.
    for (const id of sessionIds) await rm(journalFile(this.#journals(), id), { force: true })
  }

  /** One stored session with everything that is known of it. Refuses with 404 `session_not_found`. */
  locate(projectId: ProjectId, sessionId: SessionId): LocatedSession {
    const stored = this.#stored(projectId, sessionId)
    const project = this.projects.get(projectId)
    const live = this.#live.get(sessionId)
    const past = live?.past ?? this.#past(stored, project)
    return { stored, project, agent: this.#agent(stored.agent), past, host: live?.host ?? null }
  }

  /** The database, for the parts that keep something of their own in it. */
  useStore<T>(work: (store: Store) => T): T {
    return this.#door.use(work)
  }

  // ---- live sessions ---------------------------------------------------------------------------

  /** The host of a stored session, opened when it is not live. Refuses with 404 `session_not_found`. */
  async open(sessionId: SessionId): Promise<SessionHost> {
    if (this.#closing) throw new Refusal(503, 'closing', 'Skein is closing. Try again in a moment.')
    const { host } = await this.#live.open(sessionId, () => this.#load(sessionId))
    return host
  }

  runningTurns(): number {
    return this.#live.all().filter(({ host }) => host.state.session.state !== 'idle').length
  }

  /** Settles and unloads everything. Nothing opens after it. */
  async close(): Promise<void> {
    this.#closing = true
    await this.#live.unloadAll()
    await Promise.all(this.#options.agents.map((agent) => agent.close()))
    this.#door.close()
  }

  async #load(sessionId: SessionId): Promise<LiveSession> {
    const journal = journalFile(this.#journals(), sessionId)
    this.#row(sessionId)
    await recoverLate(journal, this.#lastRun())
    const stored = this.#row(sessionId)
    const project = this.projects.get(stored.projectId)
    const past = this.#past(stored, project)
    const page = await past.page({ limit: firstPage })
    const { log, clock } = this.#options
    const session = toSummary(stored)
    const host: SessionHost = new SessionHost({
      state: { ...restingState(session, page), queue: queueIn(journal) },
      epoch: randomUUID(),
      agent: this.#agent(stored.agent),
      task: {
        sessionId,
        cwd: project.path,
        trusted: project.trusted,
        hasPast: async () => (await past.file()) !== null,
        log
      },
      journal: new Journal(journal, { type: 'journal', version: 1, sessionId, cwd: project.path, session }),
      ports: hostPorts({
        clock,
        log,
        door: this.#door,
        past,
        stored,
        changed: (state) => this.#announce(state.session, state.permissions.length),
        tell: (problem) => host.report(problem)
      })
    })
    return { host, past }
  }

  #rebuild(movedTo: string): void {
    const { dataDir, claudeHome, agents, log } = this.#options
    log.error({ movedTo }, 'the database was damaged and has been set aside')
    this.tell({
      code: 'database_rebuilt',
      message: `The database was damaged. It was set aside as ${movedTo}, and the list of sessions is being rebuilt from the transcripts. Titles you gave and your settings are lost; no session is.`
    })
    // Nobody waits for it and it never rejects: rows appear as they are found.
    void rebuildStore({
      dataDir,
      claudeHome,
      agents,
      log,
      door: this.#door,
      changed: () => this.#options.notify({ type: 'projects_changed' })
    })
  }

  #lastRun(): LastRunOptions {
    const { log, clock } = this.#options
    return {
      journals: this.#journals(),
      door: this.#door,
      projects: this.projects,
      pastOf: (stored) => this.#past(stored, this.projects.get(stored.projectId)),
      tell: (problem) => this.tell(problem),
      clock,
      log
    }
  }

  #journals(): string {
    return join(this.#options.dataDir, 'journals')
  }

  #agent(id: AgentId): Agent {
    const agent = this.#options.agents.find((candidate) => candidate.id === id)
    if (agent) return agent
    throw new Refusal(400, 'unknown_agent', `There is no agent “${id}” in this version of Skein.`)
  }

  #row(sessionId: SessionId): StoredSession {
    const stored = this.#door.use((store) => store.sessions.byId(sessionId))
    if (!stored) throw unknownSession()
    return stored
  }

  #stored(projectId: ProjectId, sessionId: SessionId): StoredSession {
    this.projects.get(projectId)
    const stored = this.#door.use((store) => store.sessions.byId(sessionId))
    if (!stored || stored.projectId !== projectId) throw unknownSession()
    return stored
  }

  /** A live session says what is true now; a stored one what was true last. */
  #summary(stored: StoredSession): SessionSummary {
    return this.#live.get(stored.id)?.host.state.session ?? toSummary(stored)
  }

  #past(stored: StoredSession, project: Project): SessionPast {
    const { dataDir, claudeHome, log, version } = this.#options
    return new SessionPast({
      keptBy: this.#agent(stored.agent).transcript,
      dataDir,
      claudeHome,
      sessionId: stored.id,
      cwd: project.path,
      version,
      log,
      onLost: (error) =>
        this.#live.get(stored.id)?.host.report({
          code: 'transcript_not_written',
          message: `The transcript could not be written (${messageOf(error)}). Free some space: what is on screen now is not saved yet.`
        })
    })
  }

  #announce(session: SessionSummary, openPermissions: number): void {
    this.#options.notify({ type: 'session_changed', session, openPermissions })
  }
}

function unknownSession(): Refusal {
  return new Refusal(404, 'session_not_found', 'There is no such session in this project.')
}
