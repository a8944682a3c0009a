/**
 * What the sidebar and the project home show: projects, the sessions of the open project, agents.
 * Fed by HTTP and by notices (`connectNotices`); nothing here is the truth, all of it can be reloaded.
 */
import { create } from 'zustand'
import type { Failure } from '../../shared/errors.ts'
import { unreachable } from '../../shared/errors.ts'
import type { AgentInfo, IndexProgress } from '../../shared/protocol.ts'
import type { Project, SessionSummary } from '../../shared/session.ts'
import type { HttpClient } from '../connection/httpClient.ts'
import type { ServerNotice } from '../connection/noticesSocket.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { ourFailure } from '../strings/sentenceOf.ts'
import { readConnection } from './connectionStore.ts'
import { fits, withoutSession, withPage, withSession } from './sessionList.ts'
import type { SessionFilter } from './sessionList.ts'

/** How far a list is. While it is loaded again the old one stays on screen. */
export type ListState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly error: Failure }

/** What became of something a person asked for; the error is shown beside the control that asked. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure }

export interface ProjectStore {
  readonly projects: readonly Project[]
  readonly projectsState: ListState
  readonly openProjectId: string | null
  /** Which of the open project's sessions are asked for; `sessions` may hold others, too. */
  readonly sessionFilter: SessionFilter
  /** Of the open project, newest first, as far as pages are loaded; pinned ones of any page are among them. */
  readonly sessions: readonly SessionSummary[]
  readonly sessionsState: ListState
  /** Cursor of the next older page, null when all are here. */
  readonly sessionsBefore: string | null
  /** Requests that wait for a person, by session id; known only of sessions that changed since. */
  readonly openPermissions: Readonly<Record<string, number>>
  /** How many of the transcripts on this machine are taken in; null until the server tells. */
  readonly index: IndexProgress | null
  /** Those that can be talked to. */
  readonly agents: readonly AgentInfo[]
  /** Those whose sessions are only shown. */
  readonly readAgents: readonly AgentInfo[]
  readonly agentsState: ListState

  loadProjects(): Promise<void>
  /** Opening a folder that is a project already gives that project. */
  addProject(path: string): Promise<Outcome<Project>>
  changeProject(projectId: string, changes: { name?: string; trusted?: boolean }): Promise<Outcome<Project>>
  /** Takes it off the list. Never touches files. */
  removeProject(projectId: string): Promise<Outcome<null>>
  /** Shows this project's sessions; null shows none. */
  openProject(projectId: string | null): Promise<void>
  /** The newest page anew, or as many as are loaded, as far as the server gives them at once. */
  loadSessions(): Promise<void>
  filterSessions(filter: SessionFilter): Promise<void>
  loadOlderSessions(): Promise<void>
  changeSession(
    sessionId: string,
    changes: { title?: string | null; archived?: boolean; pinned?: boolean }
  ): Promise<Outcome<SessionSummary>>
  deleteSession(sessionId: string): Promise<Outcome<null>>
  /** Takes a deletion back, within its ten seconds. */
  restoreSession(projectId: string, sessionId: string): Promise<Outcome<SessionSummary>>
  loadAgents(): Promise<void>
  /** The session on screen changed: the list says the same. */
  putSession(session: SessionSummary): void
  applyNotice(notice: Exclude<ServerNotice, { type: 'problems_changed' | 'settings_changed' }>): void
  /** After a lost connection: everything that may have changed unseen. */
  reload(): void
}

/** Sessions of a page, where nothing else is asked for, and the most the server gives at once. */
const PAGE = 50
const MOST = 200

export const useProjectStore = create<ProjectStore>()((set, get) => {
  async function attempt<T>(request: () => Promise<T>, then: (value: T) => void): Promise<Outcome<T>> {
    try {
      const value = await request()
      then(value)
      return { ok: true, value }
    } catch (thrown) {
      return { ok: false, error: failureOf(thrown) }
    }
  }

  /** The list changed while it was being loaded. */
  let isStale = false

  /** Who wants some at hand wants them whatever page they are on. Without them the list is as it is. */
  async function loadPinned(projectId: string): Promise<void> {
    await attempt(
      () => readConnection().http.listAllSessions({ projectId, pinned: true, limit: MOST }),
      ({ sessions }) => {
        if (get().openProjectId !== projectId) return
        set({
          sessions: withPage(
            get().sessions,
            sessions.filter(({ pinned }) => pinned)
          )
        })
      }
    )
  }

  function removed(sessionId: string): void {
    const { [sessionId]: _gone, ...openPermissions } = get().openPermissions
    // Its mark goes from its project, too.
    if (get().sessions.some(({ id, unseen }) => id === sessionId && unseen)) void get().loadProjects() // failing is state
    set({ sessions: withoutSession(get().sessions, sessionId), openPermissions })
  }

  return {
    projects: [],
    index: null,
    projectsState: { phase: 'idle' },
    openProjectId: null,
    sessionFilter: 'all',
    sessions: [],
    sessionsState: { phase: 'idle' },
    sessionsBefore: null,
    openPermissions: {},
    agents: [],
    readAgents: [],
    agentsState: { phase: 'idle' },

    loadProjects: async () => {
      set({ projectsState: { phase: 'loading' } })
      const outcome = await attempt(
        () => readConnection().http.listProjects(),
        (projects) => set({ projects, projectsState: { phase: 'ready' } })
      )
      if (!outcome.ok) set({ projectsState: { phase: 'failed', error: outcome.error } })
    },
    addProject: (path) =>
      attempt(
        () => readConnection().http.createProject(path),
        (project) => set({ projects: [project, ...get().projects.filter(({ id }) => id !== project.id)] })
      ),
    changeProject: (projectId, changes) =>
      attempt(
        () => readConnection().http.changeProject(projectId, changes),
        (project) =>
          set({ projects: get().projects.map((other) => (other.id === project.id ? project : other)) })
      ),
    removeProject: (projectId) =>
      attempt(
        async () => {
          await readConnection().http.deleteProject(projectId)
          return null
        },
        () => {
          set({ projects: get().projects.filter(({ id }) => id !== projectId) })
          if (get().openProjectId === projectId) void get().openProject(null)
        }
      ),

    openProject: async (projectId) => {
      if (projectId === get().openProjectId) return
      set({
        openProjectId: projectId,
        sessionFilter: 'all',
        sessions: [],
        sessionsBefore: null,
        sessionsState: { phase: 'idle' }
      })
      await get().loadSessions()
    },
    filterSessions: async (sessionFilter) => {
      if (sessionFilter === get().sessionFilter) return
      set({ sessionFilter, sessionsBefore: null })
      await get().loadSessions()
    },
    loadSessions: async () => {
      const { openProjectId: projectId, sessionFilter, sessions } = get()
      if (projectId === null) return
      isStale = false
      set({ sessionsState: { phase: 'loading' } })
      const isAskedFor = (): boolean =>
        get().openProjectId === projectId && get().sessionFilter === sessionFilter
      const shown = sessions.filter((session) => fits(session, sessionFilter)).length
      const outcome = await attempt(
        () =>
          listPage(
            readConnection().http,
            projectId,
            sessionFilter,
            shown > PAGE ? { limit: Math.min(shown, MOST) } : undefined
          ),
        (page) => {
          if (!isAskedFor()) return
          const { sessions: listed, before } = page
          const pinned = get().sessions.filter(({ pinned: isPinned }) => isPinned)
          set({
            sessions: before === null ? listed : withPage(listed, pinned),
            sessionsBefore: before,
            sessionsState: { phase: 'ready' }
          })
        }
      )
      if (!isAskedFor()) return
      if (!outcome.ok) return set({ sessionsState: { phase: 'failed', error: outcome.error } })
      if (isStale) return get().loadSessions()
      if (get().sessionsBefore !== null) await loadPinned(projectId)
    },
    loadOlderSessions: async () => {
      const { openProjectId: projectId, sessionsBefore: before, sessionsState, sessionFilter } = get()
      if (projectId === null || before === null || sessionsState.phase === 'loading') return
      set({ sessionsState: { phase: 'loading' } })
      const isAskedFor = (): boolean =>
        get().openProjectId === projectId &&
        get().sessionsBefore === before &&
        get().sessionFilter === sessionFilter
      const outcome = await attempt(
        () => listPage(readConnection().http, projectId, sessionFilter, { before }),
        (page) => {
          if (!isAskedFor()) return
          set({
            sessions: withPage(get().sessions, page.sessions),
            sessionsBefore: page.before,
            sessionsState: { phase: 'ready' }
          })
        }
      )
      if (!outcome.ok && isAskedFor()) set({ sessionsState: { phase: 'failed', error: outcome.error } })
    },
    changeSession: async (sessionId, changes) => {
      const projectId = get().openProjectId
      if (projectId === null) return noProject
      return attempt(
        () => readConnection().http.changeSession(projectId, sessionId, changes),
        (session) => {
          get().putSession(withMark(session, get().sessions))
          // An archive out of which the last one was taken has nothing more to show.
          const { sessionFilter, sessions } = get()
          const isEmptied =
            changes.archived === false && !sessions.some((other) => fits(other, sessionFilter))
          if (isEmptied && sessionFilter === 'archived') void get().filterSessions('all') // failing is state
        }
      )
    },
    deleteSession: async (sessionId) => {
      const projectId = get().openProjectId
      if (projectId === null) return noProject
      return attempt(
        async () => {
          await readConnection().http.deleteSession(projectId, sessionId)
          return null
        },
        () => removed(sessionId)
      )
    },
    restoreSession: (projectId, sessionId) =>
      attempt(
        () => readConnection().http.restoreSession(projectId, sessionId),
        (session) => get().putSession(session)
      ),
    loadAgents: async () => {
      set({ agentsState: { phase: 'loading' } })
      const outcome = await attempt(
        () => readConnection().http.listAgents(),
        (all) =>
          set({
            agents: all.filter(({ onlyRead }) => onlyRead !== true),
            readAgents: all.filter(({ onlyRead }) => onlyRead === true),
            agentsState: { phase: 'ready' }
          })
      )
      if (!outcome.ok) set({ agentsState: { phase: 'failed', error: outcome.error } })
    },

    putSession: (session) => {
      if (session.projectId !== get().openProjectId) return
      set({ sessions: withSession(get().sessions, session, get().sessionsBefore !== null) })
    },
    applyNotice: (notice) => {
      switch (notice.type) {
        case 'projects_changed':
          void get().loadProjects() // failing is state: `projectsState`
          return
        case 'session_changed': {
          const openPermissions = { ...get().openPermissions, [notice.session.id]: notice.openPermissions }
          set({ openPermissions })
          return get().putSession(notice.session)
        }
        case 'session_removed':
          return removed(notice.sessionId)
        case 'sessions_changed':
          if (notice.projectId !== get().openProjectId) return
          // While transcripts are taken in there are many of these.
          if (get().sessionsState.phase === 'loading') isStale = true
          else void get().loadSessions() // failing is state
          return
        case 'index_changed':
          return set({ index: { done: notice.done, total: notice.total } })
        default:
          unreachable(notice)
      }
    },
    reload: () => {
      // The server tells anew what waits now.
      set({ openPermissions: {} })
      // Each of them turns its failure into state.
      void get().loadProjects()
      void get().loadSessions()
      void get().loadAgents()
    }
  }
})

function listPage(
  http: HttpClient,
  projectId: string,
  filter: SessionFilter,
  page?: { readonly limit?: number; readonly before?: string }
): ReturnType<HttpClient['listSessions']> {
  switch (filter) {
    case 'all':
      // The same question that the page asks before it is there (`askedEarly.ts`).
      return page === undefined ? http.listSessions(projectId) : http.listSessions(projectId, page)
    case 'archived':
      return http.listSessions(projectId, { ...page, archived: true })
    case 'mine':
      return http.listAllSessions({ ...page, projectId, origin: 'skein', archived: false })
    case 'terminal':
      return http.listAllSessions({ ...page, projectId, origin: 'terminal', archived: false })
    default:
      return unreachable(filter)
  }
}

/** What a session itself says does not tell whether somebody has looked at it. */
function withMark(session: SessionSummary, sessions: readonly SessionSummary[]): SessionSummary {
  const unseen = sessions.find(({ id }) => id === session.id)?.unseen
  return unseen === undefined ? session : { ...session, unseen }
}

const noProject: Outcome<never> = {
  ok: false,
  error: ourFailure('no_project')
}
