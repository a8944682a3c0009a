/**
 * What the sidebar and the project home show: projects, the sessions of the open project, agents.
 * Fed by HTTP and by notices (`connectNotices`); nothing here is the truth, all of it can be reloaded.
 */
import { create } from 'zustand'
import type { Failure } from '../../shared/errors.ts'
import { unreachable } from '../../shared/errors.ts'
import type { AgentInfo, IndexProgress } from '../../shared/protocol.ts'
import type { Project, SessionSummary } from '../../shared/session.ts'
import type { ServerNotice } from '../connection/noticesSocket.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { ourFailure } from '../strings/sentenceOf.ts'
import { readConnection } from './connectionStore.ts'
import { withoutSession, withPage, withSession } from './sessionList.ts'

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
  /** Of the open project, newest first, as far as pages are loaded. */
  readonly sessions: readonly SessionSummary[]
  readonly sessionsState: ListState
  /** Cursor of the next older page, null when all are here. */
  readonly sessionsBefore: string | null
  /** Requests that wait for a person, by session id; known only of sessions that changed since. */
  readonly openPermissions: Readonly<Record<string, number>>
  /** How many of the transcripts on this machine are taken in; null until the server tells. */
  readonly index: IndexProgress | null
  readonly agents: readonly AgentInfo[]
  readonly agentsState: ListState

  loadProjects(): Promise<void>
  /** Opening a folder that is a project already gives that project. */
  addProject(path: string): Promise<Outcome<Project>>
  changeProject(projectId: string, changes: { name?: string; trusted?: boolean }): Promise<Outcome<Project>>
  /** Takes it off the list. Never touches files. */
  removeProject(projectId: string): Promise<Outcome<null>>
  /** Shows this project's sessions; null shows none. */
  openProject(projectId: string | null): Promise<void>
  /** The newest page anew. */
  loadSessions(): Promise<void>
  loadOlderSessions(): Promise<void>
  changeSession(
    sessionId: string,
    changes: { title?: string | null; archived?: boolean }
  ): Promise<Outcome<SessionSummary>>
  deleteSession(sessionId: string): Promise<Outcome<null>>
  /** Takes a deletion back, within its ten seconds. */
  restoreSession(projectId: string, sessionId: string): Promise<Outcome<SessionSummary>>
  /** The archived sessions of the open project, newest first; they join `sessions`. */
  loadArchived(): Promise<Outcome<null>>
  loadAgents(): Promise<void>
  /** The session on screen changed: the list says the same. */
  putSession(session: SessionSummary): void
  applyNotice(notice: Exclude<ServerNotice, { type: 'problems_changed' | 'settings_changed' }>): void
  /** After a lost connection: everything that may have changed unseen. */
  reload(): void
}

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
    sessions: [],
    sessionsState: { phase: 'idle' },
    sessionsBefore: null,
    openPermissions: {},
    agents: [],
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
      set({ openProjectId: projectId, sessions: [], sessionsBefore: null, sessionsState: { phase: 'idle' } })
      await get().loadSessions()
    },
    loadSessions: async () => {
      const projectId = get().openProjectId
      if (projectId === null) return
      set({ sessionsState: { phase: 'loading' } })
      const outcome = await attempt(
        () => readConnection().http.listSessions(projectId),
        (page) => {
          if (get().openProjectId !== projectId) return
          set({
            sessions: page.sessions,
            sessionsBefore: page.before,
            sessionsState: { phase: 'ready' }
          })
        }
      )
      if (!outcome.ok && get().openProjectId === projectId) {
        set({ sessionsState: { phase: 'failed', error: outcome.error } })
      }
    },
    loadOlderSessions: async () => {
      const { openProjectId: projectId, sessionsBefore: before, sessionsState } = get()
      if (projectId === null || before === null || sessionsState.phase === 'loading') return
      set({ sessionsState: { phase: 'loading' } })
      const outcome = await attempt(
        () => readConnection().http.listSessions(projectId, { before }),
        (page) => {
          if (get().openProjectId !== projectId || get().sessionsBefore !== before) return
          set({
            sessions: withPage(get().sessions, page.sessions),
            sessionsBefore: page.before,
            sessionsState: { phase: 'ready' }
          })
        }
      )
      if (!outcome.ok && get().openProjectId === projectId) {
        set({ sessionsState: { phase: 'failed', error: outcome.error } })
      }
    },
    changeSession: async (sessionId, changes) => {
      const projectId = get().openProjectId
      if (projectId === null) return noProject
      return attempt(
        () => readConnection().http.changeSession(projectId, sessionId, changes),
        (session) => get().putSession(withMark(session, get().sessions))
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
    loadArchived: async () => {
      const projectId = get().openProjectId
      if (projectId === null) return noProject
      return attempt(
        async () => {
          const page = await readConnection().http.listSessions(projectId, { archived: true, limit: 200 })
          if (get().openProjectId === projectId) set({ sessions: withPage(get().sessions, page.sessions) })
          return null
        },
        () => undefined
      )
    },

    loadAgents: async () => {
      set({ agentsState: { phase: 'loading' } })
      const outcome = await attempt(
        () => readConnection().http.listAgents(),
        (agents) => set({ agents, agentsState: { phase: 'ready' } })
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
          if (notice.projectId === get().openProjectId) void get().loadSessions() // failing is state
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

/** What a session itself says does not tell whether somebody has looked at it. */
function withMark(session: SessionSummary, sessions: readonly SessionSummary[]): SessionSummary {
  const unseen = sessions.find(({ id }) => id === session.id)?.unseen
  return unseen === undefined ? session : { ...session, unseen }
}

const noProject: Outcome<never> = {
  ok: false,
  error: ourFailure('no_project')
}
