import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultSettings } from '../../shared/settings.ts'
import { ProjectId } from '../../shared/ids.ts'
import type { AgentInfo } from '../../shared/protocol.ts'
import type { Project, SessionSummary } from '../../shared/session.ts'
import type { HttpClient } from '../connection/httpClient.ts'
import { RequestFailure } from '../connection/requestFailure.ts'
import { createFakeNetwork } from '../../tests/support/connection/fakeNetwork.ts'
import type { FakeNetwork } from '../../tests/support/connection/fakeNetwork.ts'
import {
  deferred,
  fakeHttp,
  otherSessionId,
  projectId,
  sessionId,
  summary
} from '../../tests/support/connection/sessionFixtures.ts'
import { connectNotices } from '../notify/connectNotices.ts'
import { configureStores, useConnectionStore } from './connectionStore.ts'
import { useProjectStore } from './projectStore.ts'
import { useSessionStore } from './sessionStore.ts'
import { useSettingsStore } from './settingsStore.ts'

const store = useProjectStore.getState
const otherProjectId = ProjectId.parse('9b1f6a52-7d0e-4b57-9f7e-0d5a6a0c4444')

const offline = new RequestFailure(0, { code: 'unreachable', message: 'Skein could not be reached.' })

function project(id = projectId, changes: Partial<Project> = {}): Project {
  const at = '2026-01-01T10:00:00.000Z'
  return { id, path: `/p/${id}`, name: 'p', trusted: false, createdAt: at, lastOpenedAt: at, ...changes }
}

function configure(calls: Partial<HttpClient>, sockets = createFakeNetwork()): FakeNetwork {
  const endpoint = { url: 'http://127.0.0.1:1/', token: 'secret' }
  configureStores({ endpoint, http: fakeHttp(calls), sockets: sockets.environment })
  return sockets
}

function page(...sessions: SessionSummary[]): Partial<HttpClient> {
  return { listSessions: () => Promise.resolve({ sessions, before: null }) }
}

function day(n: number): string {
  return `2026-01-${String(n).padStart(2, '0')}T10:00:00.000Z`
}

const older = summary({ id: otherSessionId, updatedAt: day(2) })
const newer = summary({ updatedAt: day(5) })

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  useProjectStore.setState(useProjectStore.getInitialState(), true)
  useSettingsStore.setState(useSettingsStore.getInitialState(), true)
  useSessionStore.setState(useSessionStore.getInitialState(), true)
  useConnectionStore.setState({ connection: null })
})

describe('projects', () => {
  test('a list that cannot be loaded says why; the old one stays', async () => {
    configure({ listProjects: () => Promise.resolve([project()]) })
    await store().loadProjects()
    configure({ listProjects: () => Promise.reject(offline) })
    await store().loadProjects()
    expect(store().projects).toEqual([project()])
    expect(store().projectsState).toEqual({
      phase: 'failed',
      error: { code: 'unreachable', message: 'Skein could not be reached.' }
    })
  })

  test('adding a folder twice lists it once, first', async () => {
    configure({
      listProjects: () => Promise.resolve([project(otherProjectId), project()]),
      createProject: () => Promise.resolve(project(projectId, { name: 'again' }))
    })
    await store().loadProjects()
    expect(await store().addProject('/p')).toEqual({ ok: true, value: project(projectId, { name: 'again' }) })
    expect(store().projects).toEqual([project(projectId, { name: 'again' }), project(otherProjectId)])
  })

  test('a refusal is handed to whoever asked and changes nothing', async () => {
    const refused = new RequestFailure(400, { code: 'not_a_folder', message: 'There is no folder there.' })
    configure({ createProject: () => Promise.reject(refused) })
    const before = store()
    expect(await store().addProject('/nowhere')).toEqual({
      ok: false,
      error: { code: 'not_a_folder', message: 'There is no folder there.' }
    })
    expect(store()).toBe(before)
  })

  test('removing the open project closes it', async () => {
    configure({ ...page(newer), deleteProject: () => Promise.resolve() })
    await store().openProject(projectId)
    await store().removeProject(projectId)
    expect(store()).toMatchObject({ openProjectId: null, sessions: [], projects: [] })
  })
})

describe('sessions', () => {
  test('come in pages, each session once', async () => {
    const pages = [
      { sessions: [newer], before: 'c1' },
      { sessions: [newer, older], before: null }
    ]
    const listSessions = vi.fn<HttpClient['listSessions']>(() =>
      Promise.resolve(pages.shift() ?? { sessions: [], before: null })
    )
    configure({ listSessions })
    await store().openProject(projectId)
    await store().loadOlderSessions()
    await store().loadOlderSessions()
    expect(store().sessions).toEqual([newer, older])
    expect(listSessions.mock.calls).toEqual([[projectId], [projectId, { before: 'c1' }]])
  })

  test('of a project that was left meanwhile are dropped', async () => {
    const late = deferred<{ sessions: SessionSummary[]; before: null }>()
    configure({ listSessions: () => late.promise })
    const opening = store().openProject(projectId)
    configure({ listSessions: () => Promise.resolve({ sessions: [], before: null }) })
    await store().openProject(otherProjectId)
    late.resolve({ sessions: [newer], before: null })
    await opening
    expect(store()).toMatchObject({ openProjectId: otherProjectId, sessions: [] })
  })

  test('one that changed moves to its place; one of another project does not appear', async () => {
    configure(page(newer, older))
    await store().openProject(projectId)
    const moved = { ...older, updatedAt: day(9) }
    store().applyNotice({ type: 'session_changed', session: moved, openPermissions: 2 })
    store().applyNotice({
      type: 'session_changed',
      session: summary({ projectId: otherProjectId, updatedAt: day(10) }),
      openPermissions: 1
    })
    expect(store().sessions).toEqual([moved, newer])
    expect(store().openPermissions).toEqual({ [otherSessionId]: 2, [sessionId]: 1 })
  })

  test('an old one that changed is not put behind a page that is not loaded', async () => {
    configure({ listSessions: () => Promise.resolve({ sessions: [newer], before: 'c1' }) })
    await store().openProject(projectId)
    store().putSession(older)
    expect(store().sessions).toEqual([newer])
  })

  test('a deleted one is gone, with what waited in it', async () => {
    configure({ ...page(newer, older), deleteSession: () => Promise.resolve() })
    await store().openProject(projectId)
    store().applyNotice({ type: 'session_changed', session: newer, openPermissions: 1 })
    expect(await store().deleteSession(sessionId)).toEqual({ ok: true, value: null })
    expect(store().sessions).toEqual([older])
    expect(store().openPermissions).toEqual({})
  })
})

describe('notices', () => {
  const agents: AgentInfo[] = []
  const settings = {
    ...defaultSettings,
    theme: 'dark',
    defaultPermissionMode: 'plan',
    defaultAgent: 'guide',
    agents: {}
  } as const
  const calls = {
    ...page(newer),
    listAgents: () => Promise.resolve(agents),
    readSettings: () => Promise.resolve(settings),
    readStatus: () => Promise.resolve({ version: '1.0.0', problems: [] })
  }
  const hello = { type: 'authenticate', token: 'secret' }

  test('a new connection forgets what waited: the server tells what waits now', () => {
    const sockets = configure(calls)
    const close = connectNotices()
    sockets.latest().accept()
    store().applyNotice({ type: 'session_changed', session: newer, openPermissions: 1 })
    sockets.latest().say({ type: 'connected', timestamp: day(1) })
    expect(store().openPermissions).toEqual({})
    sockets.latest().say({ type: 'session_changed', session: older, openPermissions: 2 })
    expect(store().openPermissions).toEqual({ [older.id]: 2 })
    close()
  })

  test('every connection loads the lists anew, and it never stops trying', async () => {
    const listProjects = vi.fn<HttpClient['listProjects']>(() => Promise.resolve([project()]))
    const sockets = configure({ ...calls, listProjects })
    const close = connectNotices()
    sockets.latest().accept()
    expect(sockets.latest().sent).toEqual([hello])
    sockets.latest().say({ type: 'connected', timestamp: day(1) })
    await vi.waitFor(() => expect(useSettingsStore.getState().version).toBe('1.0.0'))
    expect(useSessionStore.getState()).toMatchObject({ defaultPermissionMode: 'plan', defaultAgent: 'guide' })
    expect(listProjects).toHaveBeenCalledTimes(1)
    for (let failure = 0; failure < 20; failure++) {
      sockets.latest().end()
      vi.advanceTimersToNextTimer()
    }
    expect(sockets.sockets).toHaveLength(21)
    sockets.latest().accept()
    sockets.latest().say({ type: 'connected', timestamp: day(1) })
    expect(listProjects).toHaveBeenCalledTimes(2)
    close()
    expect(sockets.openSockets()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a notice of a kind this page does not know is passed over', () => {
    const sockets = configure(calls)
    const close = connectNotices()
    sockets.latest().accept()
    sockets.latest().say({ type: 'connected', timestamp: day(1) })
    sockets.latest().say({ type: 'from_the_future' })
    expect(sockets.openSockets()).toHaveLength(1)
    close()
  })
})

describe('settings', () => {
  const before = {
    ...defaultSettings,
    theme: 'light',
    defaultPermissionMode: 'default',
    defaultAgent: 'claude',
    agents: {}
  } as const

  test('a change shows at once and is taken back when it is refused', async () => {
    const answer = deferred<never>()
    configure({ readSettings: () => Promise.resolve(before), changeSettings: () => answer.promise })
    await useSettingsStore.getState().loadSettings()
    const changing = useSettingsStore
      .getState()
      .changeSettings({ theme: 'dark', defaultPermissionMode: 'plan' })
    expect(useSettingsStore.getState().settings).toEqual({
      ...before,
      theme: 'dark',
      defaultPermissionMode: 'plan'
    })
    expect(useSessionStore.getState().defaultPermissionMode).toBe('plan')
    answer.reject(offline)
    expect(await changing).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    expect(useSettingsStore.getState().settings).toEqual(before)
    expect(useSessionStore.getState().defaultPermissionMode).toBe('default')
  })

  test('what the server answers counts', async () => {
    const answered = { ...before, theme: 'system' } as const
    configure({
      readSettings: () => Promise.resolve(before),
      changeSettings: () => Promise.resolve(answered)
    })
    await useSettingsStore.getState().loadSettings()
    expect(await useSettingsStore.getState().changeSettings({ theme: 'dark' })).toEqual({
      ok: true,
      value: answered
    })
    expect(useSettingsStore.getState().settings).toEqual(answered)
  })
})
