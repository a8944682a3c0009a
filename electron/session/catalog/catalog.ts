/**
 * All sessions: the stored ones by their rows, the live ones by their hosts. The server's one way to
 * projects, sessions, agents and settings. Opens hosts when a window comes, unloads them when nothing
 * is left to do, and makes whole what a dead server left behind.
 */
import { join } from 'node:path'
import type { Failure } from '../../../shared/errors.ts'
import type { AgentId, ProjectId, SessionId } from '../../../shared/ids.ts'
import type { AgentInfo, IndexProgress, NoticeFrame } from '../../../shared/protocol.ts'
import type { Project, SessionSummary } from '../../../shared/session.ts'
import type { PageSettings, Settings } from '../../../shared/settings.ts'
import type { AgentOffer, Deletion } from '../../../shared/steering.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import { ourFailure } from '../../ourFailure.ts'
import { Refusal } from '../../refusal.ts'
import { ourTranscripts } from '../../agent/ourTranscripts.ts'
import type { Agent } from '../../agent/port.ts'
import type { AgentRetention, PassedOverCounts } from '../../agent/transcriptHistory.ts'
import type { Clock } from '../../clock.ts'
import type { HistoryLink } from '../../history/historyLink.ts'
import type { Log } from '../../log.ts'
import type { Store } from '../../store/store.ts'
import { AppChoices } from './appChoices.ts'
import { commandRecordFile } from '../live/commandRecord.ts'
import { Deletions } from './deletions.ts'
import { FoundSessions } from './foundSessions.ts'
import type { SessionHost } from '../live/host.ts'
import { settleLastRun } from '../recovery/lastRun.ts'
import type { LastRunOptions } from '../recovery/lastRun.ts'
import { LiveSessions } from '../live/liveSessions.ts'
import type { LiveSession } from '../live/liveSessions.ts'
import { Holders } from './holders.ts'
import { Losses } from '../recovery/losses.ts'
import { Problems } from '../live/problems.ts'
import { changeProject, removeProject } from './projectChanges.ts'
import type { ProjectParts } from './projectChanges.ts'
import { Projects } from './projects.ts'
import { Recounts } from './recounts.ts'
import { SessionLoading } from './sessionLoading.ts'
import { Sessions } from './sessions.ts'
import type { LocatedSession } from './sessions.ts'
import { StaleCounts } from './staleCounts.ts'
import { StoreDoor } from '../live/storeDoor.ts'
import { TranscriptSources } from '../past/transcriptSources.ts'
import { vaultQuestions } from '../../history/vault/questions.ts'
import { Unrecovered } from '../recovery/unrecovered.ts'

export interface CatalogOptions {
  readonly dataDir: string
  readonly agents: readonly Agent[]
  readonly defaultAgent?: AgentId
  readonly version: string
  readonly log: Log
  readonly clock: Clock
  readonly notify: (frame: NoticeFrame) => void
  /** The program of the worker of history; absent: sessions nobody began here are not looked for. */
  readonly historyWorker?: URL
}

export class SessionCatalog {
  readonly projects: Projects
  readonly sessions: Sessions
  readonly #options: CatalogOptions
  readonly #journals: string
  readonly #door: StoreDoor
  readonly #problems: Problems
  readonly #live: LiveSessions
  readonly #choices: AppChoices
  readonly #deletions: Deletions
  readonly #losses: Losses
  readonly #staleCounts: StaleCounts
  readonly #unrecovered: Unrecovered
  readonly #holders: Holders
  readonly #found: FoundSessions
  readonly #loading: SessionLoading
  #closing = false

  constructor(options: CatalogOptions) {
    const { dataDir, agents, defaultAgent, clock, log, notify } = options
    this.#options = options
    const sources = new TranscriptSources(ourTranscripts(options), agents)
    this.#journals = join(dataDir, 'journals')
    this.#live = new LiveSessions(options)
    this.#problems = new Problems(() => notify({ type: 'problems_changed' }))
    this.#unrecovered = new Unrecovered(this.#problems)
    this.#door = new StoreDoor({
      file: join(dataDir, 'skein.db'),
      clock,
      log,
      traces: ['transcripts', 'supplements', 'commands', 'journals'].map((name) => join(dataDir, name)),
      onLoss: (loss) => this.#losses.take(loss),
      onTrouble: (trouble) => {
        if (trouble)
          this.#problems.update(ourFailure('database', { ...trouble.parameters, cause: trouble.code }))
        else this.#problems.over('database')
      }
    })
    this.#losses = new Losses({
      ...options,
      door: this.#door,
      sources,
      changed: () => notify({ type: 'projects_changed' }),
      tell: (problem) => this.#problems.update(problem),
      restored: () => this.#staleCounts.begin()
    })
    const recounts = new Recounts({
      door: this.#door,
      live: this.#live,
      sessions: () => this.sessions,
      hides: (sessionId) => this.#deletions.hides(sessionId)
    })
    this.#staleCounts = new StaleCounts({
      log,
      sessionIds: () =>
        this.#door.use((store) => store.projects.list().flatMap(({ id }) => store.sessions.idsBegunHere(id))),
      atRest: (sessionId) => recounts.atRest(sessionId),
      see: (sessionId) => this.sessions.pastOf(this.sessions.row(sessionId)).seen(),
      recount: (sessionId) => recounts.recount(sessionId)
    })
    this.#holders = new Holders({
      ...options,
      live: this.#live,
      tell: (agent, sessionId) => this.#tellHeld(agent, sessionId),
      recount: (sessionId) => recounts.recount(sessionId)
    })
    this.#choices = new AppChoices({ door: this.#door, agents, defaultAgent, log })
    this.#found = new FoundSessions({
      program: options.historyWorker ?? null,
      dataDir,
      agents,
      log,
      door: this.#door,
      isLive: (sessionId) => this.#live.get(sessionId) !== undefined,
      tell: (sessionId) => {
        if (!this.#deletions.hides(sessionId))
          this.sessions.tellChanged(this.sessions.summary(this.sessions.row(sessionId)))
      },
      notify
    })
    this.projects = new Projects({
      door: this.#door,
      isMissing: (path) => this.#found.isMissing(path),
      added: () => this.#found.link.walk(),
      changed: () => notify({ type: 'projects_changed' })
    })
    this.sessions = new Sessions({
      door: this.#door,
      projects: this.projects,
      choices: this.#choices,
      live: this.#live,
      place: {
        ...options,
        sources,
        // Whoever never chose a vault has none, and waits for nobody.
        keptCopy: async (sessionId) =>
          this.settings().vault === undefined
            ? null
            : (await this.#found.link.ask(vaultQuestions.file, { sessionId })).file
      },
      held: this.#holders.held,
      tell: (problem) => this.tell(problem),
      // What ends in a session on its way out is no news: the lists have forgotten it.
      notify: (frame) => {
        if (frame.type !== 'session_changed' || !this.#deletions.hides(frame.session.id)) notify(frame)
      }
    })
    this.#deletions = new Deletions({
      door: this.#door,
      journals: this.#journals,
      unrecovered: this.#unrecovered,
      commandsOf: (sessionId) => commandRecordFile(dataDir, sessionId),
      pastOf: (stored) => this.sessions.pastOf(stored),
      clock,
      log
    })
    this.#loading = new SessionLoading({
      ...options,
      journals: this.#journals,
      door: this.#door,
      choices: this.#choices,
      sessions: this.sessions,
      holders: this.#holders,
      unrecovered: this.#unrecovered,
      lastRun: () => this.#lastRun()
    })
  }

  /** Recovers what a dead server left: its agents first, so that nobody writes while we read. Never rejects. */
  async start(): Promise<void> {
    await Promise.all(this.#options.agents.map((agent) => agent.recover()))
    await this.#deletions.purgeAll()
    await settleLastRun(this.#lastRun())
    await this.#losses.restoreForgotten()
    this.#holders.held.startSoon()
    this.#staleCounts.begin()
  }

  // ---- the app ---------------------------------------------------------------------------------

  problems(): readonly Failure[] {
    return this.#problems.list()
  }

  tell(problem: Failure): void {
    this.#problems.tell(problem)
  }

  settings(): Settings {
    return this.#choices.settings()
  }

  changeSettings(changes: Partial<Settings>): Settings {
    const settings = this.#choices.change(changes)
    this.#options.notify({ type: 'settings_changed', settings })
    return settings
  }

  /** A page was opened in this language. */
  openedIn(language: LanguageCode): void {
    this.#choices.openedIn(language)
  }

  /** The one in which windows speak. */
  language(): LanguageCode {
    return this.#choices.language()
  }

  /** What the page knows from its first frame on; it must come whatever the database says. */
  agentNames(): Readonly<Record<string, string>> {
    return this.#choices.names()
  }

  pageSettings(): PageSettings {
    return this.#choices.pageSettings()
  }

  /** What an agent really has in a project's folder. Refuses with 404 `project_not_found`, 400 `unknown_agent`. */
  async offer(projectId: ProjectId, agentId: AgentId): Promise<AgentOffer> {
    const { path, trusted } = this.projects.get(projectId)
    const { commands, models } = await this.#choices.agent(agentId).offer({ cwd: path, trusted })
    return { agent: agentId, commands: [...commands], models: [...models] }
  }

  agents(): Promise<AgentInfo[]> {
    return this.#choices.describeAgents()
  }

  /** The database, for the parts that keep something of their own in it. */
  useStore<T>(work: (store: Store) => T): T {
    return this.#door.use(work)
  }

  /** Makes what is stored outlast a loss of power. */
  flushStore(): Promise<void> {
    return this.#door.flush()
  }

  /** Everything that is known of all transcripts on this machine, and how far it is known. */
  get history(): HistoryLink {
    return this.#found.link
  }

  get index(): IndexProgress {
    return this.#found.progress
  }

  /** How often each reason kept a transcript out of the lists. Rejects where nobody looks for them. */
  passedOver(): Promise<PassedOverCounts> {
    return this.#found.passedOver()
  }

  /** Has the worker keep copies as is chosen now. Never rejects. */
  tellVault(): Promise<void> {
    return this.#found.tellVault()
  }

  /** As `AgentTranscripts.history.retention` of each agent that deletes transcripts. */
  retentionOf(agentId: AgentId): AgentRetention | null {
    return this.#options.agents.find(({ id }) => id === agentId)?.transcripts?.history.retention ?? null
  }

  /** Begins to look for sessions nobody began here. Nobody has to wait for it. */
  startHistory(): void {
    this.#found.link.start()
  }

  // ---- projects and sessions -------------------------------------------------------------------

  /** Refuses with 404 `project_not_found`. Agents at rest start anew when what they may load has changed. */
  changeProject(projectId: ProjectId, changes: { name?: string; trusted?: boolean }): Promise<Project> {
    return changeProject(this.#projectParts(), projectId, changes)
  }

  /** Forgets a project, its sessions' rows and what they had queued; transcripts and the folder stay. */
  removeProject(projectId: ProjectId): Promise<void> {
    return removeProject(this.#projectParts(), projectId)
  }

  /** One stored session with everything that is known of it. Refuses with 404 `session_not_found`. */
  locate(projectId: ProjectId, sessionId: SessionId): LocatedSession {
    return this.sessions.locate(projectId, sessionId)
  }

  /** What `remove` would remove of the session, and what would stay. */
  describeDeletion(projectId: ProjectId, sessionId: SessionId): Promise<Deletion> {
    return this.#deletions.describe(this.sessions.stored(projectId, sessionId))
  }

  /**
   * Hides a session at once and stops what runs in it. Within `DELETE_UNDO_MS` it can be restored; then its
   * row, its journal and what Skein wrote of it are gone.
   */
  async remove(projectId: ProjectId, sessionId: SessionId): Promise<void> {
    const stored = this.sessions.stored(projectId, sessionId)
    this.#deletions.hide(sessionId)
    this.#options.notify({ type: 'session_removed', projectId, sessionId })
    await this.#live.unload(sessionId, 'removed')
    this.#deletions.purgeLater(stored)
  }

  /** Refuses with 404 `session_not_found`, also when it is too late. */
  restore(projectId: ProjectId, sessionId: SessionId): SessionSummary {
    const summary = this.sessions.summary(this.#deletions.restore(projectId, sessionId))
    this.sessions.tellChanged(summary)
    return summary
  }

  /** The session works in another folder from now on, a real path. Refuses with 409 `turn_running`. */
  async moveSession(projectId: ProjectId, sessionId: SessionId, cwd: string): Promise<SessionSummary> {
    this.sessions.stored(projectId, sessionId)
    if (this.#live.get(sessionId)?.host.isAtRest === false) {
      throw new Refusal(409, 'turn_running', { to: 'folder' })
    }
    await this.#live.unload(sessionId, 'closing') // Who looks at it finds it opened anew, there.
    this.#door.use((store) => store.sessions.setFolder(sessionId, cwd))
    const summary = this.sessions.summary(this.sessions.row(sessionId))
    this.sessions.tellChanged(summary)
    return summary
  }

  // ---- live sessions ---------------------------------------------------------------------------

  /** The host of a stored session, opened when it is not live. Refuses with 404 `session_not_found`. */
  async open(sessionId: SessionId): Promise<SessionHost> {
    this.#refuseClosing()
    this.sessions.row(sessionId) // One that is being deleted may still be on its way out.
    await this.#holders.held.look(this.sessions.row(sessionId).agent)
    const live = await this.#live.open(sessionId, () => this.#load(sessionId))
    if (live.host.state.session.state === 'idle') void this.#loading.lookAtTranscript(live)
    return live.host
  }

  runningTurns(): number {
    return this.#live.all().filter(({ host }) => host.state.session.state !== 'idle').length
  }

  /** Settles and unloads everything. Nothing opens after it. */
  async close(): Promise<void> {
    this.#closing = true
    await this.#holders.close()
    await this.#found.link.close()
    await this.#losses.close()
    await this.#staleCounts.close()
    await this.#live.unloadAll()
    await this.#deletions.close()
    await Promise.all(this.#options.agents.map((agent) => agent.close()))
    this.#door.close()
  }

  #refuseClosing(): void {
    if (this.#closing) throw new Refusal(503, 'closing')
  }

  async #load(sessionId: SessionId): Promise<LiveSession> {
    this.#refuseClosing() // Whoever waited for it to leave may have waited longer than that.
    return this.#loading.load(sessionId)
  }

  /** Asks the process that has the session to end. False when it has not, ten seconds later. */
  async endHolder({ stored, past }: LocatedSession): Promise<boolean> {
    return this.#holders.held.end(stored.agent, past.conversation)
  }

  #tellHeld(agent: AgentId, sessionId: SessionId): boolean {
    const stored = this.#door.use((store) => store.sessions.byId(sessionId))
    if (stored?.agent !== agent) return false
    this.sessions.tellChanged(this.sessions.summary(stored))
    return true
  }

  #projectParts(): ProjectParts {
    return {
      projects: this.projects,
      live: this.#live,
      deletions: this.#deletions,
      door: this.#door,
      journals: this.#journals,
      unrecovered: this.#unrecovered,
      commandsOf: (sessionId) => commandRecordFile(this.#options.dataDir, sessionId)
    }
  }

  #lastRun(): LastRunOptions {
    const { log, clock } = this.#options
    return {
      journals: this.#journals,
      door: this.#door,
      projects: this.projects,
      pastOf: (stored) => this.sessions.pastOf(stored),
      tell: (problem) => this.tell(problem),
      unrecovered: this.#unrecovered,
      isLive: (sessionId) => this.#live.get(sessionId) !== undefined,
      clock,
      log
    }
  }
}
