import { afterEach, expect, test, vi } from 'vitest'
import { createFakeNetwork } from '../connection/testing/fakeNetwork.ts'
import {
  fakeHttp,
  otherSessionId,
  projectId,
  sessionId,
  summary
} from '../connection/testing/sessionFixtures.ts'
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

/** A window with this session on screen; what it tells the server of. */
function windowOn(id: string): string[] {
  const seen: string[] = []
  configureStores({
    endpoint: { url: 'http://127.0.0.1:1/', token: 'secret' },
    http: fakeHttp({ seeSession: (_project, session) => Promise.resolve(void seen.push(session)) }),
    sockets: createFakeNetwork().environment
  })
  stop = seeOnScreen()
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
