import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { evolve } from '../../shared/evolve.ts'
import type { SessionEvent } from '../../shared/events.ts'
import type { MessagePage } from '../../shared/protocol.ts'
import { emptyMetadata } from '../../shared/session.ts'
import type { SessionMetadata, SessionSummary } from '../../shared/session.ts'
import type { HttpClient } from '../connection/httpClient.ts'
import { RequestFailure } from '../connection/requestFailure.ts'
import { createTabStorage } from '../connection/tabStorage.ts'
import {
  deferred,
  eventFrame,
  fakeHttp,
  message,
  otherSessionId,
  projectId,
  prompt,
  sessionId,
  snapshot,
  summary
} from '../../tests/support/connection/sessionFixtures.ts'
import { configureStores, useConnectionStore } from './connectionStore.ts'
import type { SessionData } from './sessionData.ts'
import { useSessionStore } from './sessionStore.ts'

function configure(calls: Partial<HttpClient> = {}): void {
  configureStores({ endpoint: { url: 'http://127.0.0.1:1/', token: 't' }, http: fakeHttp(calls) })
}

/** What is true of the session on screen; fails the test when there is none. */
function current(): SessionData {
  const session = useSessionStore.getState().currentSession
  if (!session) throw new Error('no session is on screen')
  return session
}

function store(): ReturnType<typeof useSessionStore.getState> {
  return useSessionStore.getState()
}

const notFound = new RequestFailure(404, { code: 'session_not_found', message: 'There is no such session.' })
const offline = new RequestFailure(0, { code: 'unreachable', message: 'Skein could not be reached.' })

function stored(page: Partial<MessagePage> = {}, session: Partial<SessionSummary> = {}): Partial<HttpClient> {
  return {
    readSession: (_, id) =>
      Promise.resolve(summary({ id: id === otherSessionId ? otherSessionId : sessionId, ...session })),
    readMessages: () => Promise.resolve({ messages: [], before: null, live: null, ...page })
  }
}

async function openStored(page: Partial<MessagePage> = {}, calls: Partial<HttpClient> = {}): Promise<void> {
  configure({ ...stored(page), ...calls })
  expect(await store().loadSession(sessionId, { projectId })).toBe('loaded')
}

beforeEach(() => {
  configure()
})

afterEach(() => {
  useSessionStore.setState(useSessionStore.getInitialState(), true)
  useConnectionStore.setState({ connection: null })
  window.sessionStorage.clear()
  window.history.replaceState(null, '', '/')
})

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

describe('older pages', () => {
  test('stand in front, each message once', async () => {
    const pages = [
      { messages: [message('m2'), message('m3')], before: 'c1', live: null },
      { messages: [message('m1'), message('m2')], before: null, live: null }
    ]
    await openStored({}, { readMessages: () => Promise.resolve(pages.shift() ?? snapshotPage) })
    await store().loadOlderMessages()
    expect(current().messages.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3'])
    expect([current().before, current().loadingState]).toEqual([null, 'idle'])
  })

  test('are asked for once at a time, and not when all are here', async () => {
    const older = deferred<MessagePage>()
    const readMessages = vi.fn<HttpClient['readMessages']>(() => older.promise)
    await openStored({ messages: [message('m2')], before: 'c1' })
    configure({ readMessages })
    const loading = store().loadOlderMessages()
    await store().loadOlderMessages()
    expect(current().loadingState).toBe('loadingOlder')
    older.resolve({ messages: [message('m1')], before: null, live: null })
    await loading
    await store().loadOlderMessages()
    expect(readMessages.mock.calls).toEqual([[projectId, sessionId, { before: 'c1' }]])
  })

  test('of a session that has left the screen are dropped', async () => {
    const older = deferred<MessagePage>()
    await openStored({ messages: [message('m2')], before: 'c1' })
    configure({ readMessages: () => older.promise })
    const loading = store().loadOlderMessages()
    store().initializeSession(otherSessionId, { projectId })
    older.resolve({ messages: [message('m1')], before: null, live: null })
    await loading
    expect(current().messages).toEqual([])
  })

  test('stay when a snapshot comes that continues them', async () => {
    await openStored({ messages: [message('m1'), message('m2'), message('m3')], before: 'c0' })
    store().applySnapshot(snapshot({ messages: [message('m3'), message('m4')], before: 'c2' }))
    expect(current().messages.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3', 'm4'])
    expect(current().before).toBe('c0')
  })

  test('go when a snapshot comes that does not meet them', async () => {
    await openStored({ messages: [message('m1')], before: 'c0' })
    store().applySnapshot(snapshot({ messages: [message('m8'), message('m9')], before: 'c7' }))
    expect(current().messages.map(({ id }) => id)).toEqual(['m8', 'm9'])
    expect(current().before).toBe('c7')
  })

  const snapshotPage: MessagePage = { messages: [], before: null, live: null }
})

describe('the doors', () => {
  const metadata: SessionMetadata = { ...emptyMetadata, totalTokens: 7, messageCount: 2 }
  const error = { code: 'overloaded', message: 'The model is busy. Try again.' }
  const growing = message('a1', { isStreaming: true, content: [{ type: 'text', text: 'He' }] })
  const doors: readonly [string, () => void, SessionEvent][] = [
    ['addMessage', () => store().addMessage(prompt('m1')), { type: 'message_added', message: prompt('m1') }],
    [
      'updateStreamingMessage with text to append',
      () => store().updateStreamingMessage({ messageId: 'a1', index: 0, append: 'llo' }),
      { type: 'stream_output', messageId: 'a1', index: 0, append: 'llo' }
    ],
    [
      'updateStreamingMessage with a block',
      () => store().updateStreamingMessage({ messageId: 'a1', index: 1, block: { type: 'text', text: 'x' } }),
      { type: 'stream_output', messageId: 'a1', index: 1, block: { type: 'text', text: 'x' } }
    ],
    [
      'finalizeMessage',
      () => store().finalizeMessage({ outcome: 'failed', error, metadata }),
      { type: 'message_complete', outcome: 'failed', error, metadata }
    ],
    [
      'finalizeMessage without words',
      () => store().finalizeMessage(),
      { type: 'message_complete', outcome: 'done', metadata: emptyMetadata }
    ],
    [
      'setStreaming',
      () => store().setStreaming(true),
      { type: 'session_updated', session: summary({ state: 'running' }) }
    ],
    [
      'updateMetadata',
      () => store().updateMetadata(metadata),
      { type: 'session_updated', session: summary({ metadata }) }
    ],
    ['setError', () => store().setError(error), { type: 'error', error }]
  ]

  test.each(doors)('%s does what its event does', (_name, knock, event) => {
    store().initializeSession(sessionId, { projectId })
    store().applySnapshot(snapshot({ messages: [prompt('m0'), growing] }))
    const expected = evolve(current().replica, event)
    knock()
    expect(current().replica).toEqual(expected)

    store().applySnapshot(snapshot({ messages: [prompt('m0'), growing] }))
    store().applyEvent(eventFrame(1, event))
    expect(current().replica).toEqual(expected)
  })

  test('a streamed answer merges its blocks and is final when the turn ends', () => {
    store().initializeSession(sessionId, { projectId })
    store().applySnapshot(snapshot({ session: summary({ state: 'running' }) }))
    store().addMessage(message('a1', { isStreaming: true, content: [] }))
    store().updateStreamingMessage({ messageId: 'a1', index: 0, block: { type: 'text', text: 'Hel' } })
    store().updateStreamingMessage({ messageId: 'a1', index: 0, append: 'lo' })
    expect([current().isStreaming, current().open.length]).toEqual([true, 1])
    store().finalizeMessage({ metadata })
    expect(current().messages).toEqual([message('a1', { content: [{ type: 'text', text: 'Hello' }] })])
    expect([current().isStreaming, current().metadata]).toEqual([false, metadata])
  })
})

describe('events', () => {
  const added = (id: string): SessionEvent => ({ type: 'message_added', message: prompt(id) })

  test('are applied once and in order; what does not follow changes nothing', () => {
    store().initializeSession(sessionId, { projectId })
    store().applySnapshot(snapshot({ seq: 4 }))
    store().applyEvent(eventFrame(5, added('m5')))
    store().applyEvent(eventFrame(5, added('again')))
    store().applyEvent(eventFrame(7, added('m7')))
    store().applyEvent(eventFrame(6, added('other epoch'), 'e2'))
    expect(current().messages.map(({ id }) => id)).toEqual(['m5'])
    expect(current().cursor).toEqual({ epoch: 'e1', seq: 5 })
  })

  test('a snapshot of another session changes nothing', () => {
    store().initializeSession(sessionId, { projectId })
    const before = current()
    store().applySnapshot(snapshot({ session: summary({ id: otherSessionId }) }))
    expect(current()).toBe(before)
  })
})

describe('messages', () => {
  test('are an ordinary list to readers, the same one until they change', async () => {
    await openStored({ messages: [message('m1'), message('m2', { isStreaming: true })] })
    const read = current().messages
    expect(Array.isArray(read)).toBe(true)
    expect(Object.keys(current())).toContain('messages')
    store().setDraft('typing')
    store().setLoadingState('idle')
    expect(current().messages).toBe(read)
    store().updateStreamingMessage({ messageId: 'm2', index: 0, append: '!' })
    expect(current().messages).not.toBe(read)
  })
})

describe('mode and model', () => {
  test('a choice shows at once and is told to the server', async () => {
    const answer = deferred<SessionSummary>()
    const changeSession = vi.fn<HttpClient['changeSession']>(() => answer.promise)
    await openStored({}, { changeSession })
    const choosing = store().setPermissionMode('plan')
    expect(store().getPermissionMode()).toBe('plan')
    answer.resolve(summary({ permissionMode: 'plan' }))
    await choosing
    expect(changeSession.mock.calls).toEqual([[projectId, sessionId, { permissionMode: 'plan' }]])
    expect(current().permissionMode).toBe('plan')
  })

  test('is told one after the other, of those that waited the last', async () => {
    const answers = [deferred<SessionSummary>(), deferred<SessionSummary>()] as const
    const changeSession = vi
      .fn<HttpClient['changeSession']>()
      .mockReturnValueOnce(answers[0].promise)
      .mockReturnValueOnce(answers[1].promise)
    await openStored({}, { changeSession })
    const choosing = ['plan', 'acceptEdits', 'bypassPermissions', 'plan'] as const
    const all = Promise.all(choosing.map((mode) => store().setPermissionMode(mode)))
    void store().setModel('large')
    expect(changeSession).toHaveBeenCalledTimes(1)
    const told = store().choicesTold()
    answers[0].resolve(summary())
    await vi.waitFor(() => expect(changeSession).toHaveBeenCalledTimes(2))
    expect(current()).toMatchObject({ permissionMode: 'plan', model: 'large' })
    answers[1].resolve(summary())
    await all
    expect(await told).toBe(true)
    expect(changeSession.mock.calls.map(([, , choice]) => choice)).toEqual([
      { permissionMode: 'plan' },
      { permissionMode: 'plan', model: 'large' }
    ])
  })

  test('an older word of the server does not take back a newer choice', async () => {
    const answer = deferred<SessionSummary>()
    await openStored({}, { changeSession: () => answer.promise })
    store().applySnapshot(snapshot())
    const choosing = store().setPermissionMode('acceptEdits')
    const event = { type: 'session_updated' as const, session: summary({ permissionMode: 'plan' }) }
    store().applyEvent(eventFrame(1, event))
    expect(current().permissionMode).toBe('acceptEdits')
    answer.resolve(summary())
    await choosing
    expect(current().permissionMode).toBe('acceptEdits')
    store().applyEvent(eventFrame(2, event))
    expect(current().permissionMode).toBe('plan')
  })

  test('that is refused leaves what was chosen since, and is told to who waits for it', async () => {
    const refused = deferred<SessionSummary>()
    const changeSession = vi
      .fn<HttpClient['changeSession']>(() => Promise.resolve(summary()))
      .mockReturnValueOnce(refused.promise)
    await openStored({}, { changeSession })
    const first = store().setPermissionMode('plan')
    const told = store().choicesTold()
    const second = store().setModel('large')
    refused.reject(offline)
    await Promise.all([first, second])
    expect(current()).toMatchObject({ permissionMode: 'default', model: 'large' })
    expect(await told).toBe(false)
    expect(await store().choicesTold()).toBe(true)
  })

  test('goes on being told when another session has come on screen', async () => {
    const answer = deferred<SessionSummary>()
    const changeSession = vi.fn<HttpClient['changeSession']>(() => answer.promise)
    await openStored({}, { changeSession })
    void store().setPermissionMode('plan')
    const last = store().setPermissionMode('acceptEdits')
    store().initializeSession(otherSessionId, { projectId })
    answer.resolve(summary())
    await last
    expect(changeSession.mock.calls.at(-1)).toEqual([projectId, sessionId, { permissionMode: 'acceptEdits' }])
    expect(current().permissionMode).toBe('default')
  })

  test('a choice the server refuses is taken back, with the reason', async () => {
    await openStored({}, { changeSession: () => Promise.reject(offline) })
    await store().setModel('large')
    expect(current()).toMatchObject({ model: null, error: { code: 'unreachable' } })
  })

  test('the agent of a stored session stays', async () => {
    await openStored()
    store().setAgent('claude')
    expect(current().agent).toBe('guide')
  })
})

describe('the outbox', () => {
  const failure = { code: 'agent_not_ready', message: 'Install the agent first.' }

  function accept(text: string): string {
    const entry = store().acceptMessage(text)
    if (!entry) throw new Error('not accepted')
    return entry.id
  }

  test('the first message carries no resume, the next ones do', () => {
    store().initializeSession(sessionId, { projectId })
    accept('one')
    accept('two')
    expect(current().outbox.map(({ text, config, state }) => ({ text, config, state }))).toEqual([
      { text: 'one', config: {}, state: 'sending' },
      { text: 'two', config: { resume: true, sessionId }, state: 'sending' }
    ])
  })

  test('two messages with the same words are two messages', () => {
    store().initializeSession(sessionId, { projectId })
    const [one, two] = [accept('continue'), accept('continue')]
    store().addMessage(prompt(one, 'continue'))
    expect(current().outbox.map(({ id }) => id)).toEqual([two])
  })

  test.each<[string, (id: string) => void]>([
    ['its message', (id) => store().addMessage(prompt(id))],
    [
      'a queue that holds it',
      (id) => store().applyEvent(eventFrame(1, { type: 'queue_changed', queue: [{ id, text: 'one' }] }))
    ],
    ['a snapshot with it', (id) => store().applySnapshot(snapshot({ messages: [prompt(id)] }))],
    [
      'a snapshot that has it queued',
      (id) => store().applySnapshot(snapshot({ queue: [{ id, text: 'one' }] }))
    ]
  ])('an entry leaves with %s', (_name, arrive) => {
    store().initializeSession(sessionId, { projectId })
    const id = accept('one')
    const other = accept('two')
    arrive(id)
    expect(current().outbox.map((entry) => entry.id)).toEqual([other])
    expect(
      createTabStorage()
        .readOutbox(sessionId)
        .map((entry) => entry.id)
    ).toEqual([other])
  })

  test('a refused message says why, and can be tried again or discarded', () => {
    store().initializeSession(sessionId, { projectId })
    const id = accept('one')
    store().failMessage(id, failure)
    expect(current().outbox).toEqual([
      { id, text: 'one', attachments: [], config: {}, state: 'failed', error: failure }
    ])
    expect(store().retryMessage(id)).toEqual({
      id,
      text: 'one',
      attachments: [],
      config: {},
      state: 'sending'
    })
    store().discardMessage(id)
    expect(current().outbox).toEqual([])
    expect(store().retryMessage(id)).toBe(null)
  })

  test('an acknowledged entry stays on screen until its echo, but a reload does not send it again', () => {
    store().initializeSession(sessionId, { projectId })
    const id = accept('one')
    store().markRecorded(id)
    expect(current().outbox.map(({ state }) => state)).toEqual(['recorded'])
    expect(createTabStorage().readOutbox(sessionId)).toEqual([])
    store().addMessage(prompt(id))
    expect(current().outbox).toEqual([])
  })

  test('survives a reload with its ids, minus what the transcript holds by then', async () => {
    store().initializeSession(sessionId, { projectId })
    const [arrived, waiting] = [accept('one'), accept('two')]
    useSessionStore.setState(useSessionStore.getInitialState(), true)
    await openStored({ messages: [prompt(arrived, 'one')] })
    expect(current().outbox.map(({ id, state }) => ({ id, state }))).toEqual([
      { id: waiting, state: 'sending' }
    ])
  })
})

describe('drafts', () => {
  test('each session keeps its own, over switching and reload', () => {
    store().initializeSession(sessionId, { projectId })
    store().setDraft('for the first')
    store().initializeSession(otherSessionId, { projectId })
    expect(current().draft).toBe('')
    store().setDraft('for the second')
    store().initializeSession(sessionId, { projectId })
    expect(current().draft).toBe('for the first')
    useSessionStore.setState(useSessionStore.getInitialState(), true)
    store().initializeSession(otherSessionId, { projectId })
    expect(current().draft).toBe('for the second')
  })

  test('a sent draft is gone; what was typed after it stays', () => {
    store().initializeSession(sessionId, { projectId })
    store().setDraft('hello ')
    store().acceptMessage('hello')
    expect(current().draft).toBe('')
    store().setDraft('hello, and more')
    store().acceptMessage('hello')
    expect(current().draft).toBe('hello, and more')
  })
})
