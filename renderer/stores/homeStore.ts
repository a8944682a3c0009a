/**
 * Sessions of all projects, as the start page shows them: the newest, page by page, those that other programs have now,
 * and what the notices told of any. Nothing is asked for before the start page is on screen; what runs and waits is
 * heard from the beginning. Nothing here is the truth, all of it can be reloaded.
 */
import { create } from 'zustand'
import type { SessionSummary } from '../../shared/session.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { readConnection } from './connectionStore.ts'
import { useProjectStore } from './projectStore.ts'
import type { ListState, ProjectStore } from './projectStore.ts'
import { withoutSession, withPage, withSession } from './sessionList.ts'

export interface HomeStore {
  /** Newest first, as far as pages are loaded; archived ones are not among them. */
  readonly newest: readonly SessionSummary[]
  /** Cursor of the next older page, null when all are here. */
  readonly before: string | null
  readonly state: ListState
  /** Those another program had when they were asked for. */
  readonly held: readonly SessionSummary[]
  /** By id, what the notices said last of sessions that run, wait or are held, wherever they are. */
  readonly told: Readonly<Record<string, SessionSummary>>

  /** The newest page and what is held, anew. Never rejects: failing is state. */
  load(): Promise<void>
  loadOlder(): Promise<void>
  applyNotice(notice: Parameters<ProjectStore['applyNotice']>[0]): void
  /** After a lost connection. */
  reload(): void
}

const PAGE = 50
/** The most the server gives at once. */
const MOST = 200
export const useHomeStore = create<HomeStore>()((set, get) => {
  /** Of the last load: what an earlier one brings comes too late. */
  let visit = 0
  /** The lists changed while they were being loaded. */
  let isStale = false

  return {
    newest: [],
    before: null,
    state: { phase: 'idle' },
    held: [],
    told: {},

    load: async () => {
      const mine = ++visit
      isStale = false
      set({ state: { phase: 'loading' } })
      const limit = Math.min(MOST, Math.max(PAGE, get().newest.length))
      try {
        const { http } = readConnection()
        const [page, held] = await Promise.all([
          http.listAllSessions({ limit, archived: false }),
          http.listAllSessions({ limit: MOST, held: true })
        ])
        if (mine !== visit) return
        const shown = page.sessions.filter(({ archived }) => !archived)
        const heldNow = held.sessions.filter(({ heldBy }) => heldBy)
        set({ newest: shown, before: page.before, held: heldNow, state: { phase: 'ready' } })
        if (page.index) useProjectStore.setState({ index: page.index })
        if (isStale) await get().load()
      } catch (thrown) {
        if (mine === visit) set({ state: { phase: 'failed', error: failureOf(thrown) } })
      }
    },
    loadOlder: async () => {
      const { before, state } = get()
      if (before === null || state.phase === 'loading') return
      const mine = ++visit
      set({ state: { phase: 'loading' } })
      try {
        const page = await readConnection().http.listAllSessions({ limit: PAGE, before, archived: false })
        if (mine !== visit) return
        const shown = page.sessions.filter(({ archived }) => !archived)
        set({ newest: withPage(get().newest, shown), before: page.before, state: { phase: 'ready' } })
      } catch (thrown) {
        if (mine === visit) set({ state: { phase: 'failed', error: failureOf(thrown) } })
      }
    },
    applyNotice: (notice) => {
      switch (notice.type) {
        case 'session_changed':
          return set(withTold(get(), notice.session, notice.openPermissions))
        case 'session_removed':
          return set(without(get(), notice.sessionId))
        case 'sessions_changed':
          if (get().state.phase === 'loading') isStale = true
          else if (get().state.phase !== 'idle') void get().load() // failing is state
          return
        default:
          return // the project store keeps those
      }
    },
    reload: () => {
      // The server tells anew what runs and waits now.
      set({ told: {} })
      if (get().state.phase !== 'idle') void get().load() // failing is state
    }
  }
})

function withTold(home: HomeStore, session: SessionSummary, waiting: number): Partial<HomeStore> {
  const { [session.id]: _old, ...others } = home.told
  const isBusy = session.state !== 'idle' || waiting > 0 || (session.heldBy ?? null) !== null
  const { newest, before, state } = home
  const isLoaded = state.phase !== 'idle'
  return {
    told: isBusy ? { ...others, [session.id]: session } : others,
    held: home.held.filter(({ id }) => id !== session.id),
    newest: !isLoaded
      ? newest
      : session.archived
        ? withoutSession(newest, session.id)
        : withSession(newest, session, before !== null)
  }
}

function without(home: HomeStore, sessionId: string): Partial<HomeStore> {
  const { [sessionId]: _gone, ...told } = home.told
  return {
    told,
    held: withoutSession(home.held, sessionId),
    newest: withoutSession(home.newest, sessionId)
  }
}
