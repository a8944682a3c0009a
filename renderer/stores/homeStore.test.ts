import { afterEach, expect, test, vi } from 'vitest'
import { SessionId } from '../../shared/ids.ts'
import type { SessionSummary } from '../../shared/session.ts'
import type { AllSessionsRequest, HttpClient } from '../connection/httpClient.ts'
import { createFakeNetwork } from '../../tests/support/connection/fakeNetwork.ts'
import {
  fakeHttp,
  otherSessionId,
  projectId,
  summary
} from '../../tests/support/connection/sessionFixtures.ts'
import { configureStores, useConnectionStore } from './connectionStore.ts'
import { useHomeStore } from './homeStore.ts'
import { useProjectStore } from './projectStore.ts'

const home = useHomeStore.getState
const heldBy = { kind: 'terminal', pid: 5, status: 'busy', waitingFor: null } as const
const oldest = SessionId.parse('00000000-0000-4000-8000-000000000001')

type Page = Awaited<ReturnType<HttpClient['listAllSessions']>>

function answering(answer: (wish: AllSessionsRequest) => Page | Promise<Page>) {
  const listAllSessions = vi.fn(async (wish: AllSessionsRequest = {}) => answer(wish))
  configureStores({
    endpoint: { url: 'http://127.0.0.1:1/', token: 'secret' },
    http: fakeHttp({ listAllSessions }),
    sockets: createFakeNetwork().environment
  })
  return listAllSessions
}

const page = (sessions: readonly SessionSummary[], before: string | null = null): Page => ({
  sessions: [...sessions],
  before
})
const day = (n: number): string => new Date(Date.UTC(2026, 0, n)).toISOString()
const ids = () => home().newest.map(({ id }) => id)

afterEach(() => {
  useHomeStore.setState(useHomeStore.getInitialState(), true)
  useProjectStore.setState(useProjectStore.getInitialState(), true)
  useConnectionStore.setState({ connection: null })
})

test('pages follow each other, and the progress of the index is heard with them', async () => {
  const ask = answering(({ held, before }) => {
    if (held) return page([summary({ id: oldest, heldBy })])
    if (before === 'older') return page([summary({ id: otherSessionId, updatedAt: day(2) })])
    return { ...page([summary({ updatedAt: day(3) })], 'older'), index: { done: 3, total: 9 } }
  })
  await home().load()
  expect(home().held.map(({ id }) => id)).toEqual([oldest])
  expect(useProjectStore.getState().index).toEqual({ done: 3, total: 9 })
  await home().loadOlder()
  await home().loadOlder()
  expect([ids(), home().before]).toEqual([[summary().id, otherSessionId], null])
  expect(ask).toHaveBeenCalledTimes(3)
})

test('what runs is heard before the page is on screen, and nothing is asked for', () => {
  const ask = answering(() => page([]))
  home().applyNotice({
    type: 'session_changed',
    session: summary({ state: 'running' }),
    openPermissions: 0
  })
  home().applyNotice({ type: 'sessions_changed', projectId })
  expect([Object.keys(home().told), ids(), ask.mock.calls]).toEqual([[summary().id], [], []])
  home().applyNotice({ type: 'session_changed', session: summary(), openPermissions: 0 })
  expect(home().told).toEqual({})
})

test('a session that changes comes to the front; archived or removed it is gone', async () => {
  answering(({ held }) =>
    held
      ? page([])
      : page([summary({ updatedAt: day(3) }), summary({ id: otherSessionId, updatedAt: day(2) })])
  )
  await home().load()
  const changed = summary({ id: otherSessionId, updatedAt: day(4) })
  home().applyNotice({ type: 'session_changed', session: changed, openPermissions: 0 })
  expect(ids()).toEqual([otherSessionId, summary().id])
  home().applyNotice({ type: 'session_changed', session: { ...changed, archived: true }, openPermissions: 0 })
  home().applyNotice({ type: 'session_removed', projectId, sessionId: summary().id })
  expect(ids()).toEqual([])
})

test('many changes at once are one question more, put when the first is answered', async () => {
  const waiting: (() => void)[] = []
  const ask = answering(() => new Promise<Page>((resolve) => waiting.push(() => resolve(page([summary()])))))
  const loading = home().load()
  for (let n = 0; n < 5; n += 1) home().applyNotice({ type: 'sessions_changed', projectId })
  expect(ask).toHaveBeenCalledTimes(2)
  for (const answer of waiting.splice(0)) answer()
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(4))
  for (const answer of waiting.splice(0)) answer()
  await loading
  expect([ask.mock.calls.length, home().state.phase]).toEqual([4, 'ready'])
})
