/**
 * Brings the sessions that the worker of history found into the lists: rows for those that have none, what changed of the
 * others, and which projects' folders are gone. Owned by `SessionCatalog`.
 */
import { basename } from 'node:path'
import { messageOf } from '../../../shared/errors.ts'
import type { ProjectId, SessionId } from '../../../shared/ids.ts'
import type { IndexProgress, NoticeFrame } from '../../../shared/protocol.ts'
import { HistoryLink } from '../../history/historyLink.ts'
import type { HistoryLinkOptions, Told } from '../../history/historyLink.ts'
import { noVault, vaultQuestions } from '../../history/vault/questions.ts'
import type { VaultWish } from '../../history/vault/questions.ts'
import { passedOver } from '../../history/work/passedOver.ts'
import type { CountedSession, FoundSession } from '../../history/work/messages.ts'
import type { PassedOverCounts } from '../../agent/transcriptHistory.ts'
import type { FoundRow } from '../../store/foundRows.ts'
import type { Store } from '../../store/store.ts'
import type { StoreDoor } from '../live/storeDoor.ts'
import { laterConversations } from '../past/conversations.ts'

export interface FoundSessionsOptions extends Omit<HistoryLinkOptions, 'told' | 'paths' | 'vault'> {
  readonly door: StoreDoor
  /** A live session says itself what is true of it. */
  readonly isLive: (sessionId: SessionId) => boolean
  /** Tells the lists of one session. */
  readonly tell: (sessionId: SessionId) => void
  readonly notify: (frame: NoticeFrame) => void
}

/** Of more, a list is told to load itself again. */
const MOST_TOLD = 10

export class FoundSessions {
  readonly link: HistoryLink
  readonly #options: FoundSessionsOptions
  #progress: IndexProgress = { done: 0, total: 0 }
  #missing: ReadonlySet<string> = new Set()

  constructor(options: FoundSessionsOptions) {
    this.#options = options
    this.link = new HistoryLink({
      ...options,
      paths: () => options.door.use((store) => store.projects.list().map(({ path }) => path)),
      vault: () => this.#vaultWish(),
      told: (told) => this.#told(told)
    })
  }

  /** How many transcripts are taken in. */
  get progress(): IndexProgress {
    return this.#progress
  }

  /** Whether the folder was gone when it was last looked for. */
  isMissing(path: string): boolean {
    return this.#missing.has(path)
  }

  /** The worker keeps copies as is chosen now. Never rejects: one that is started later is told then. */
  async tellVault(): Promise<void> {
    try {
      await this.link.ask(vaultQuestions.choose, this.#vaultWish())
      this.link.walk()
    } catch (error) {
      this.#options.log.warn({ error: messageOf(error) }, 'the vault could not be told what to keep')
    }
  }

  #vaultWish(): VaultWish {
    const { door } = this.#options
    const { enabled, protects } = door.use((store) => store.settings.get()).vault ?? noVault
    const projects = door.use((store) => store.projects.list())
    return { enabled, protects, projects: projects.filter(({ found }) => !found).map(({ path }) => path) }
  }

  /** How often each reason kept a transcript out of the lists. Rejects where nobody looks for them. */
  passedOver(): Promise<PassedOverCounts> {
    return this.link.ask(passedOver, null)
  }

  #told(told: Told): void {
    const { log, notify } = this.#options
    try {
      switch (told.type) {
        case 'found':
          return this.#found(told.sessions)
        case 'counted':
          return this.#counted(told.sessions)
        case 'progress':
          this.#progress = told.progress
          return notify({ type: 'index_changed', ...told.progress })
        case 'walked':
          return this.#walked(told.sessionIds, told.missing)
      }
    } catch (error) {
      // What the database does not take now is told again by the next walk.
      log.warn({ error: messageOf(error) }, 'found sessions could not be kept')
    }
  }

  #found(sessions: readonly FoundSession[]): void {
    const { door, dataDir } = this.#options
    const later = laterConversations(dataDir)
    const own = sessions.filter(({ sessionId }) => !later.has(sessionId))
    const changed = door.use((store) =>
      store.transaction(() => own.flatMap((session) => put(session, store)))
    )
    if (changed.some(({ isInNewProject }) => isInNewProject))
      this.#options.notify({ type: 'projects_changed' })
    this.#tellChanged(changed)
  }

  #counted(sessions: readonly CountedSession[]): void {
    const { door, isLive } = this.#options
    const changed = sessions.flatMap(({ sessionId, metadata, checkpoint, title }) => {
      const stored = door.use((store) => store.sessions.byId(sessionId))
      if (stored === null || isLive(sessionId)) return []
      // What began here has parts that only the server knows, and was counted with them.
      if (stored.origin === 'skein' && stored.checkpoint !== null) return []
      const agentTitle = title ?? undefined
      door.use((store) => store.sessions.setMetadata(sessionId, metadata, checkpoint, agentTitle))
      return [{ id: sessionId, projectId: stored.projectId }]
    })
    this.#tellChanged(changed)
  }

  #walked(sessionIds: readonly SessionId[], missing: readonly string[]): void {
    const { door, dataDir, notify } = this.#options
    const before = this.#missing
    this.#missing = new Set(missing)
    if (before.size !== missing.length || missing.some((path) => !before.has(path))) {
      notify({ type: 'projects_changed' })
    }
    const later = laterConversations(dataDir)
    const without = door.use((store) => store.found.missing(sessionIds))
    this.link.tellAgain(without.filter((id) => !later.has(id)))
  }

  #tellChanged(changed: readonly { readonly id: SessionId; readonly projectId: ProjectId }[]): void {
    const { tell, notify } = this.#options
    if (changed.length <= MOST_TOLD) for (const { id } of changed) tell(id)
    else {
      for (const projectId of new Set(changed.map((session) => session.projectId))) {
        notify({ type: 'sessions_changed', projectId })
      }
    }
  }
}

interface PutSession {
  readonly id: SessionId
  readonly projectId: ProjectId
  readonly isInNewProject: boolean
}

/** The session where its row is another than before, else nothing. */
function put(session: FoundSession, store: Store): PutSession[] {
  const { sessionId: id, agent, file, head, mtimeMs, projectPath } = session
  const at = new Date(mtimeMs).toISOString()
  const lastAt = head.lastAt ?? at
  const name = basename(projectPath) || projectPath
  const found = store.projects.find({ path: projectPath, name, lastAt })
  if (found === null) return []
  const { project, created } = found
  const { cwd, origin, gitBranch, title, firstWords } = head
  const row: FoundRow = {
    id,
    projectId: project.id,
    agent,
    cwd,
    origin,
    gitBranch,
    title: title?.text ?? null,
    firstWords,
    startedAt: head.startedAt ?? lastAt,
    lastAt,
    file
  }
  const outcome = store.found.put(row)
  const isChanged = outcome === 'added' || outcome === 'changed'
  return isChanged ? [{ id, projectId: project.id, isInNewProject: created }] : []
}
