/** For the tests of the session's store: a server that has one session, and what is on screen of it. */
import { afterEach, beforeEach, expect } from 'vitest'
import type { MessagePage } from '../../../shared/protocol.ts'
import type { SessionSummary } from '../../../shared/session.ts'
import type { HttpClient } from '../../../renderer/connection/httpClient.ts'
import { RequestFailure } from '../../../renderer/connection/requestFailure.ts'
import { fakeHttp, otherSessionId, projectId, sessionId, summary } from './sessionFixtures.ts'
import { configureStores, useConnectionStore } from '../../../renderer/stores/connectionStore.ts'
import type { SessionData } from '../../../renderer/stores/sessionData.ts'
import { useSessionStore } from '../../../renderer/stores/sessionStore.ts'

export function configure(calls: Partial<HttpClient> = {}): void {
  configureStores({ endpoint: { url: 'http://127.0.0.1:1/', token: 't' }, http: fakeHttp(calls) })
}

/** What is true of the session on screen; fails the test when there is none. */
export function current(): SessionData {
  const session = useSessionStore.getState().currentSession
  if (!session) throw new Error('no session is on screen')
  return session
}

export function store(): ReturnType<typeof useSessionStore.getState> {
  return useSessionStore.getState()
}

export const offline = new RequestFailure(0, { code: 'unreachable', message: 'Skein could not be reached.' })

export function stored(
  page: Partial<MessagePage> = {},
  session: Partial<SessionSummary> = {}
): Partial<HttpClient> {
  return {
    readSession: (_, id) =>
      Promise.resolve(summary({ id: id === otherSessionId ? otherSessionId : sessionId, ...session })),
    readMessages: () => Promise.resolve({ messages: [], before: null, live: null, ...page })
  }
}

export async function openStored(
  page: Partial<MessagePage> = {},
  calls: Partial<HttpClient> = {}
): Promise<void> {
  configure({ ...stored(page), ...calls })
  expect(await store().loadSession(sessionId, { projectId })).toBe('loaded')
}

/** Each test begins with stores that know no session, and a window that remembers nothing. */
export function freshStores(): void {
  beforeEach(() => {
    configure()
  })
  afterEach(() => {
    useSessionStore.setState(useSessionStore.getInitialState(), true)
    useConnectionStore.setState({ connection: null })
    window.sessionStorage.clear()
    window.history.replaceState(null, '', '/')
  })
}
