import { act, renderHook } from '@testing-library/react'
import type { RenderHookResult } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { SessionSummary } from '../../shared/session.ts'
import { createFakeNetwork } from '../../tests/support/connection/fakeNetwork.ts'
import type { FakeNetwork } from '../../tests/support/connection/fakeNetwork.ts'
import {
  connected,
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
import { configureStores, useConnectionStore } from '../stores/connectionStore.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { getReconnectDelay, ReadyState, useSessionWebSocket } from './useSessionWebSocket.ts'
import type { SessionWebSocket } from './useSessionWebSocket.ts'

let network: FakeNetwork
const store = useSessionStore.getState

function configure(createSession = (): Promise<SessionSummary> => Promise.resolve(summary())): void {
  const http = fakeHttp({
    createSession,
    readSession: (_, id) => Promise.resolve(summary({ id: id === sessionId ? sessionId : otherSessionId })),
    readMessages: () => Promise.resolve({ messages: [], before: null, live: null })
  })
  configureStores({
    endpoint: { url: 'http://127.0.0.1:1/', token: 'secret' },
    http,
    sockets: network.environment
  })
}

type Hook = RenderHookResult<SessionWebSocket, { sessionId: string }>

function renderSession(strict = false): Hook {
  return renderHook<SessionWebSocket, { sessionId: string }>(
    (props) => useSessionWebSocket({ projectId, ...props }),
    {
      initialProps: { sessionId },
      ...(strict ? { wrapper: StrictMode } : null)
    }
  )
}

async function load(id = sessionId): Promise<void> {
  await act(async () => {
    await store().loadSession(id, { projectId })
  })
}

async function renderReady(): Promise<Hook> {
  const hook = renderSession()
  await load()
  becomeReady()
  return hook
}

function becomeReady(): void {
  act(() => {
    network.latest().accept()
    network.latest().say(connected())
    network.latest().say(snapshot())
  })
}

function advance(ms: number): void {
  act(() => {
    vi.advanceTimersByTime(ms)
  })
}

const hello = { type: 'authenticate', token: 'secret', sessionId }

beforeEach(() => {
  vi.useFakeTimers()
  network = createFakeNetwork()
  configure()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  useSessionStore.setState(useSessionStore.getInitialState(), true)
  useConnectionStore.setState({ connection: null })
  window.sessionStorage.clear()
})

describe('connecting', () => {
  test('waits until the session is created', async () => {
    const created = deferred<SessionSummary>()
    configure(() => created.promise)
    const hook = renderSession()
    act(() => store().initializeSession(sessionId, { projectId }))
    const creating = act(() => store().createSession())
    expect(network.sockets).toEqual([])
    expect(hook.result.current).toMatchObject({
      readyState: ReadyState.UNINSTANTIATED,
      isConnected: false,
      isReady: false
    })
    created.resolve(summary())
    await creating
    expect(network.sockets.map(({ url }) => url)).toEqual(['ws://127.0.0.1:1/ws/session'])
    expect(hook.result.current.readyState).toBe(ReadyState.CONNECTING)
  })

  test('is ready only after connected', async () => {
    const hook = renderSession()
    await load()
    act(() => network.latest().accept())
    expect(hook.result.current).toMatchObject({
      readyState: ReadyState.OPEN,
      isConnected: true,
      isReady: false
    })
    act(() => network.latest().say(connected()))
    expect(hook.result.current).toMatchObject({ readyState: ReadyState.OPEN, isReady: true, gaveUp: false })
  })

  test('does not happen for a session that is not the one on screen', async () => {
    const hook = renderSession()
    await load(otherSessionId)
    expect(network.sockets).toEqual([])
    expect(hook.result.current.sendMessage('lost?')).toBe(null)
  })

  test('strict mode’s double mount has one open socket in the end', async () => {
    await load()
    const hook = renderSession(true)
    expect(network.openSockets()).toHaveLength(1)
    becomeReady()
    expect(hook.result.current.isReady).toBe(true)
    hook.unmount()
    expect(network.openSockets()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('sending', () => {
  test('the first message straight after creating goes out once, after connected', async () => {
    const hook = renderSession()
    act(() => store().initializeSession(sessionId, { projectId }))
    let id: string | null = null
    await act(async () => {
      if (await store().createSession()) id = hook.result.current.sendMessage('hello')
    })
    act(() => network.latest().accept())
    expect(network.latest().sent).toEqual([hello])
    act(() => network.latest().say(connected()))
    expect(network.latest().sent).toEqual([hello, { type: 'send_message', id, text: 'hello', config: {} }])
  })

  test('rapid messages before ready go out in order, once, the later ones with resume', async () => {
    const hook = renderSession()
    await load()
    const texts = ['one', 'two', 'three']
    act(() => {
      for (const text of texts) hook.result.current.sendMessage(text)
    })
    expect(store().currentSession?.outbox.map(({ state }) => state)).toEqual([
      'sending',
      'sending',
      'sending'
    ])
    becomeReady()
    expect(network.latest().sent).toEqual([
      hello,
      { type: 'send_message', id: expect.any(String), text: 'one', config: {} },
      { type: 'send_message', id: expect.any(String), text: 'two', config: { resume: true, sessionId } },
      { type: 'send_message', id: expect.any(String), text: 'three', config: { resume: true, sessionId } }
    ])
  })

  test('after a reload what was on its way is sent again with the same id', async () => {
    const hook = await renderReady()
    let id: string | null = null
    act(() => {
      id = hook.result.current.sendMessage('hello')
    })
    hook.unmount()
    useSessionStore.setState(useSessionStore.getInitialState(), true)
    await renderReady()
    expect(network.latest().sent).toEqual([hello, { type: 'send_message', id, text: 'hello', config: {} }])
  })

  test('a refused message is marked with the reason, and goes again when asked to', async () => {
    const hook = await renderReady()
    let id = ''
    act(() => {
      id = hook.result.current.sendMessage('hello') ?? ''
    })
    const error = { code: 'agent_not_ready', message: 'Install the agent first.' }
    await act(() => Promise.resolve(network.latest().say({ type: 'ack', id, ok: false, error })))
    expect(store().currentSession?.outbox).toMatchObject([{ id, state: 'failed', error }])
    act(() => hook.result.current.retryMessage(id))
    expect(network.latest().sent.slice(1)).toMatchObject([{ id }, { id }])
    expect(store().currentSession?.outbox).toMatchObject([{ id, state: 'sending' }])
  })

  test('a command is answered by its acknowledgement, or at once without a connection', async () => {
    const hook = renderSession()
    expect(await hook.result.current.command({ type: 'interrupt' })).toMatchObject({
      ok: false,
      error: { code: 'not_connected' }
    })
    await load()
    becomeReady()
    const answer = hook.result.current.command({ type: 'interrupt' })
    const [, sent] = network.latest().sent
    expect(sent).toEqual({ type: 'interrupt', id: expect.any(String) })
    network.latest().say({ ...Object(sent), type: 'ack', ok: true })
    expect(await answer).toEqual({ ok: true })
  })
})

describe('receiving', () => {
  test('what arrives goes to the store', async () => {
    await renderReady()
    act(() => {
      network.latest().say(eventFrame(1, { type: 'message_added', message: prompt('m1') }))
      network.latest().say(eventFrame(2, { type: 'message_added', message: message('m2') }))
    })
    expect(store().currentSession?.messages).toEqual([prompt('m1'), message('m2')])
  })

  test('a missed event makes it reconnect and ask for the rest', async () => {
    const hook = await renderReady()
    act(() => network.latest().say(eventFrame(1, { type: 'message_added', message: prompt('m1') })))
    act(() => network.latest().say(eventFrame(3, { type: 'message_added', message: prompt('m3') })))
    expect(hook.result.current).toMatchObject({ isConnected: false, attempt: 1, maxAttempts: 5 })
    advance(500)
    act(() => network.latest().accept())
    expect(network.latest().sent).toEqual([{ ...hello, since: { epoch: 'e1', seq: 1 } }])
    expect(store().currentSession?.messages).toEqual([prompt('m1')])
  })
})

describe('losing the connection', () => {
  test('after five attempts it gives up; by hand it starts over', async () => {
    const hook = await renderReady()
    for (let failure = 0; failure <= 5; failure++) {
      act(() => network.latest().end())
      if (failure === 5) break
      advance(getReconnectDelay(failure, () => 0))
      act(() => network.latest().accept())
    }
    expect(network.sockets).toHaveLength(6)
    expect(hook.result.current).toMatchObject({
      readyState: ReadyState.CLOSED,
      isConnected: false,
      gaveUp: true
    })
    act(() => hook.result.current.reconnect())
    becomeReady()
    expect(hook.result.current).toMatchObject({ isReady: true, gaveUp: false, attempt: 0 })
  })

  test.each([
    ['the network is back', () => window.dispatchEvent(new Event('online'))],
    ['the window has the focus again', () => window.dispatchEvent(new Event('focus'))],
    ['the page is visible again', () => document.dispatchEvent(new Event('visibilitychange'))]
  ])('it tries at once when %s', async (_when, happen) => {
    await renderReady()
    act(() => network.latest().end())
    expect(network.sockets).toHaveLength(1)
    act(() => {
      happen()
    })
    expect(network.sockets).toHaveLength(2)
  })

  test('it tries at once when the desktop app says that the machine woke up, until it is left', async () => {
    const listeners = new Set<() => void>()
    const onWake = (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    }
    vi.stubGlobal('skein', { onWake })
    const hook = await renderReady()
    act(() => network.latest().end())
    act(() => {
      for (const wake of listeners) wake()
    })
    expect(network.sockets).toHaveLength(2)
    hook.unmount()
    expect(listeners.size).toBe(0)
  })

  test('a refusal is told and not retried', async () => {
    const hook = await renderReady()
    act(() => network.latest().end(4401))
    advance(3_600_000)
    expect(network.sockets).toHaveLength(1)
    expect(hook.result.current.refusal).toMatchObject({ code: 'unauthorized' })
  })
})

describe('leaving', () => {
  test('twenty switches leave one open socket, and unmounting leaves nothing', async () => {
    const added = vi.spyOn(window, 'addEventListener')
    const removed = vi.spyOn(window, 'removeEventListener')
    const hook = renderSession()
    await load()
    for (let turn = 0; turn < 20; turn++) {
      const next = turn % 2 === 0 ? otherSessionId : sessionId
      hook.rerender({ sessionId: next })
      await load(next)
      expect(network.openSockets()).toHaveLength(1)
      if (turn % 3 !== 0) act(() => network.latest().accept())
      if (turn % 3 === 1) act(() => network.latest().say(connected({ sessionId: next })))
    }
    hook.unmount()
    expect(network.openSockets()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
    const wakes = (calls: readonly (readonly unknown[])[]): number =>
      calls.filter(([type]) => type === 'online' || type === 'focus').length
    expect(wakes(removed.mock.calls)).toBe(wakes(added.mock.calls))
    expect(wakes(added.mock.calls)).toBeGreaterThan(0)
    added.mockRestore()
    removed.mockRestore()
  })

  test('no render calls the next session ready before it is', async () => {
    const seen: [string, boolean][] = []
    const hook = renderHook(
      (props: { sessionId: string }) => {
        const { isReady } = useSessionWebSocket({ projectId, ...props })
        seen.push([props.sessionId, isReady])
      },
      { initialProps: { sessionId: String(sessionId) } }
    )
    await load()
    becomeReady()
    expect(seen.at(-1)).toEqual([sessionId, true])
    hook.rerender({ sessionId: otherSessionId })
    await load(otherSessionId)
    expect(seen.filter(([id]) => id === otherSessionId)).not.toContainEqual([otherSessionId, true])
    expect(seen.at(-1)).toEqual([otherSessionId, false])
  })

  test('a message on its way when the session is left waits for the return, and goes to no other', async () => {
    const hook = await renderReady()
    let id: string | null = null
    act(() => {
      id = hook.result.current.sendMessage('for the first')
    })
    hook.rerender({ sessionId: otherSessionId })
    expect(hook.result.current.isReady).toBe(false)
    await load(otherSessionId)
    act(() => network.latest().accept())
    act(() => network.latest().say(connected({ sessionId: otherSessionId })))
    expect(network.latest().sent).toEqual([{ ...hello, sessionId: otherSessionId }])
    expect(store().currentSession?.outbox).toEqual([])
    hook.rerender({ sessionId })
    await load()
    becomeReady()
    expect(network.latest().sent.slice(1)).toMatchObject([
      { type: 'send_message', id, text: 'for the first' }
    ])
  })
})

test('delays grow exponentially, with jitter, up to half a minute', () => {
  const longest = Array.from({ length: 7 }, (_, attempt) => getReconnectDelay(attempt, () => 1))
  expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  expect(getReconnectDelay(4, () => 0)).toBe(8_000)
  expect(getReconnectDelay(4, () => 0.25)).toBe(10_000)
})

test('the ready states have the browser’s values', () => {
  expect(ReadyState).toEqual({ CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3, UNINSTANTIATED: -1 })
})
