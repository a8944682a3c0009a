import { describe, expect, test, vi } from 'vitest'
import type { MessagePage } from '../../shared/protocol.ts'
import { emptyMetadata } from '../../shared/session.ts'
import type { SessionSummary } from '../../shared/session.ts'
import type { HttpClient } from '../connection/httpClient.ts'
import { RequestFailure } from '../connection/requestFailure.ts'
import {
  deferred,
  message,
  otherSessionId,
  projectId,
  prompt,
  sessionId,
  summary
} from '../../tests/support/connection/sessionFixtures.ts'
import {
  freshStores,
  configure,
  current,
  store,
  offline,
  stored,
  openStored
} from '../../tests/support/connection/sessionOnScreen.ts'

freshStores()

const notFound = new RequestFailure(404, { code: 'session_not_found', message: 'There is no such session.' })

describe('a new session', () => {
  test('is known to this window only: nothing is asked of the server', () => {
    const listSessions = vi.fn<HttpClient['listSessions']>()
    const createSession = vi.fn<HttpClient['createSession']>()
    configure({ listSessions, createSession })
    store().initializeSession(sessionId)
    expect(store().currentSessionId).toBe(sessionId)
    expect(current()).toMatchObject({
      id: sessionId,
      status: 'not-created',
      messages: [],
      isStreaming: false,
      metadata: emptyMetadata,
      isFirstMessage: true,
      loadingState: 'idle',
      error: null,
      permissionMode: 'default',
      agent: 'claude'
    })
    expect(listSessions).not.toHaveBeenCalled()
    expect(createSession).not.toHaveBeenCalled()
  })

  test('belongs to the project in the address when nobody says otherwise', () => {
    window.history.replaceState(null, '', `/projects/${projectId}/chat/${sessionId}`)
    store().initializeSession(sessionId)
    expect(current().projectId).toBe(projectId)
  })

  test('may have been typed into the address bar under any name', () => {
    store().initializeSession('new-id')
    expect([store().currentSessionId, current().status]).toEqual(['new-id', 'not-created'])
  })

  test('takes the defaults there are, and those that arrive before anything was chosen', () => {
    store().setDefaultPermissionMode('plan')
    store().initializeSession(sessionId)
    expect(current().permissionMode).toBe('plan')
    store().setDefaultPermissionMode('acceptEdits')
    store().setDefaultAgent('guide')
    expect([current().permissionMode, current().agent]).toEqual(['acceptEdits', 'guide'])
  })

  test('keeps what was chosen for it when the defaults change', async () => {
    store().initializeSession(sessionId, { agent: 'guide' })
    await store().setPermissionMode('plan')
    store().setDefaultPermissionMode('bypassPermissions')
    store().setDefaultAgent('acp:other')
    expect([store().getPermissionMode(), current().agent]).toEqual(['plan', 'guide'])
  })
})

describe('creating', () => {
  test('posts id, agent, mode and model once, and is created after that', async () => {
    const created = deferred<SessionSummary>()
    const createSession = vi.fn<HttpClient['createSession']>(() => created.promise)
    configure({ createSession })
    store().initializeSession(sessionId, { projectId, agent: 'guide' })
    await store().setPermissionMode('plan')
    const creating = store().createSession()
    expect(current().status).toBe('creating')
    expect(await store().createSession()).toBe(false)
    created.resolve(summary({ permissionMode: 'plan' }))
    expect(await creating).toBe(true)
    expect(current().status).toBe('created')
    expect(await store().createSession()).toBe(true)
    expect(createSession.mock.calls).toEqual([
      [projectId, { sessionId, agent: 'guide', permissionMode: 'plan', model: null }]
    ])
  })

  test('that fails says why and leaves draft and session as they were', async () => {
    configure({ createSession: () => Promise.reject(offline) })
    store().initializeSession(sessionId, { projectId })
    store().setDraft('hello')
    expect(await store().createSession()).toBe(false)
    expect(current()).toMatchObject({
      status: 'not-created',
      draft: 'hello',
      error: { code: 'unreachable', message: 'Skein could not be reached.' }
    })
  })

  test('without a project says so instead of asking the server', async () => {
    store().initializeSession(sessionId)
    expect(await store().createSession()).toBe(false)
    expect(current()).toMatchObject({ status: 'not-created', error: { code: 'no_project' } })
  })

  test('a mode chosen meanwhile reaches the server afterwards', async () => {
    const created = deferred<SessionSummary>()
    const changeSession = vi.fn<HttpClient['changeSession']>(() => Promise.resolve(summary()))
    configure({ createSession: () => created.promise, changeSession })
    store().initializeSession(sessionId, { projectId })
    const creating = store().createSession()
    await store().setPermissionMode('plan')
    created.resolve(summary())
    await creating
    expect(current().permissionMode).toBe('plan')
    expect(changeSession.mock.calls).toEqual([[projectId, sessionId, { permissionMode: 'plan' }]])
  })

  test('a result that arrives when another session is on screen is dropped', async () => {
    const created = deferred<SessionSummary>()
    configure({ createSession: () => created.promise })
    store().initializeSession(sessionId, { projectId })
    const creating = store().createSession()
    store().initializeSession(otherSessionId, { projectId })
    const before = current()
    created.resolve(summary())
    expect(await creating).toBe(false)
    expect(current()).toBe(before)
  })
})

describe('loading', () => {
  test('shows the newest page, and that its first message was sent long ago', async () => {
    await openStored({ messages: [prompt('m1'), message('m2')], before: 'older' })
    expect(current()).toMatchObject({
      status: 'created',
      loadingState: 'idle',
      messages: [prompt('m1'), message('m2')],
      before: 'older',
      isFirstMessage: false,
      agent: 'guide',
      cursor: null
    })
  })

  test('a session that is not there is the caller’s to initialise', async () => {
    configure({ readSession: () => Promise.reject(notFound), readMessages: () => Promise.reject(notFound) })
    expect(await store().loadSession(sessionId, { projectId })).toBe('not-found')
    expect(current()).toMatchObject({ status: 'not-created', loadingState: 'idle', error: null })
  })

  test('a server that is gone is said, and nothing can be created over it', async () => {
    const createSession = vi.fn<HttpClient['createSession']>()
    configure({ ...stored(), readMessages: () => Promise.reject(offline), createSession })
    expect(await store().loadSession(sessionId, { projectId })).toBe('failed')
    expect(current()).toMatchObject({ loadingState: 'failed', error: { code: 'unreachable' } })
    expect(await store().createSession()).toBe(false)
    expect(createSession).not.toHaveBeenCalled()
  })

  test('a late load of a session that has left the screen is dropped', async () => {
    const late = deferred<MessagePage>()
    configure({ ...stored(), readMessages: () => late.promise })
    const loading = store().loadSession(sessionId, { projectId })
    configure(stored({ messages: [message('other')] }))
    expect(await store().loadSession(otherSessionId, { projectId })).toBe('loaded')
    const before = current()
    late.resolve({ messages: [message('late')], before: null, live: null })
    expect(await loading).toBe('superseded')
    expect(current()).toBe(before)
  })

  test('of two loads of one session the later one counts', async () => {
    const [early, late] = [deferred<MessagePage>(), deferred<MessagePage>()]
    const pages = [early.promise, late.promise]
    configure({ ...stored(), readMessages: () => pages.shift() ?? Promise.reject(offline) })
    const loads = [
      store().loadSession(sessionId, { projectId }),
      store().loadSession(sessionId, { projectId })
    ]
    late.resolve({ messages: [message('new')], before: null, live: null })
    await loads[1]
    early.resolve({ messages: [message('old')], before: null, live: null })
    expect(await Promise.all(loads)).toEqual(['superseded', 'loaded'])
    expect(current().messages).toEqual([message('new')])
  })

  test('clearing leaves nothing of the old session', async () => {
    await openStored({ messages: [message('m1')] })
    store().clearCurrentSession()
    expect([store().currentSessionId, store().currentSession]).toEqual([null, null])
    store().addMessage(message('m2'))
    expect(store().currentSession).toBe(null)
  })
})
