import { afterEach, expect, test, vi } from 'vitest'
import { createFakeNetwork } from '../../tests/support/connection/fakeNetwork.ts'
import {
  fakeHttp,
  message,
  otherSessionId,
  projectId,
  sessionId,
  summary
} from '../../tests/support/connection/sessionFixtures.ts'
import { configureStores, useConnectionStore } from './connectionStore.ts'
import { useProjectStore } from './projectStore.ts'
import { seeOnScreen } from './seeing.ts'
import { useSessionStore } from './sessionStore.ts'

let stop: () => void = () => undefined

afterEach(() => {
  stop()
  vi.restoreAllMocks()
  useProjectStore.setState(useProjectStore.getInitialState(), true)
  useSessionStore.setState(useSessionStore.getInitialState(), true)
  useConnectionStore.setState({ connection: null })
})

/** An empty window; what it tells the server of. */
function openWindow(): string[] {
  const seen: string[] = []
  configureStores({
    endpoint: { url: 'http://127.0.0.1:1/', token: 'secret' },
    http: fakeHttp({
      seeSession: (_project, session) => Promise.resolve(void seen.push(session)),
      readSession: () => Promise.resolve(summary()),
      readMessages: () => Promise.resolve({ messages: [message('m')], before: null, live: null })
    }),
    sockets: createFakeNetwork().environment
  })
  stop = seeOnScreen()
  return seen
}

/** A window with this session on screen. */
function windowOn(id: string): string[] {
  const seen = openWindow()
  useSessionStore.getState().initializeSession(id, { projectId })
  return seen
}

const list = (...sessions: readonly ReturnType<typeof summary>[]) => useProjectStore.setState({ sessions })

test('the session on screen is looked at as soon as a list marks it, and no other', () => {
  const seen = windowOn(sessionId)
  list(summary(), summary({ id: otherSessionId, unseen: 'failed' }))
  expect(seen).toEqual([])
  list(summary({ unseen: 'done' }), summary({ id: otherSessionId, unseen: 'failed' }))
  expect(seen).toEqual([sessionId])
  useSessionStore.getState().initializeSession(otherSessionId, { projectId })
  expect(seen).toEqual([sessionId, otherSessionId])
})

test('in a window nobody sees nothing is looked at, until it is shown', () => {
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  const seen = windowOn(sessionId)
  list(summary({ unseen: 'done' }))
  expect(seen).toEqual([])
  visibility.mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(seen).toEqual([sessionId])
})

test('a session that is opened and stands on no page of the list is looked at, for it may be marked', async () => {
  const seen = openWindow()
  list(summary({ id: otherSessionId }))
  await useSessionStore.getState().loadSession(sessionId, { projectId })
  expect(seen).toEqual([sessionId])
})

test('one that is listed without a mark is opened and nobody is told', async () => {
  const seen = openWindow()
  list(summary())
  await useSessionStore.getState().loadSession(sessionId, { projectId })
  expect(seen).toEqual([])
})
