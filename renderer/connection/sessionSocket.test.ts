import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Failure } from '../../shared/errors.ts'
import type { SessionEvent } from '../../shared/events.ts'
import type { Cursor, EventFrame, Snapshot } from '../../shared/protocol.ts'
import type { ConnectionState } from './reconnectingSocket.ts'
import { SessionSocket } from './sessionSocket.ts'
import { createFakeNetwork } from '../../tests/support/connection/fakeNetwork.ts'
import type { FakeNetwork } from '../../tests/support/connection/fakeNetwork.ts'
import {
  connected,
  eventFrame,
  message,
  otherSessionId,
  sendMessage,
  sessionId,
  snapshot,
  summary
} from '../../tests/support/connection/sessionFixtures.ts'

const first = '11111111-1111-4111-8111-111111111111'
const second = '22222222-2222-4222-8222-222222222222'
const third = '33333333-3333-4333-8333-333333333333'

interface Rig {
  readonly network: FakeNetwork
  readonly socket: SessionSocket
  readonly events: EventFrame[]
  readonly snapshots: Snapshot[]
  readonly problems: Failure[]
  readonly states: ConnectionState[]
  cursor: Cursor | null
}

/** The replica behind the socket is no more than its cursor. */
function rig(): Rig {
  const network = createFakeNetwork()
  const events: EventFrame[] = []
  const snapshots: Snapshot[] = []
  const problems: Failure[] = []
  const states: ConnectionState[] = []
  const made: Rig = {
    network,
    events,
    snapshots,
    problems,
    states,
    cursor: null,
    socket: new SessionSocket({
      url: 'ws://127.0.0.1:1/ws/session',
      token: 'secret',
      sessionId,
      cursor: () => made.cursor,
      onEvent: (frame) => {
        events.push(frame)
        made.cursor = { epoch: frame.epoch, seq: frame.seq }
      },
      onSnapshot: (taken) => {
        snapshots.push(taken)
        made.cursor = { epoch: taken.epoch, seq: taken.seq }
      },
      onState: (state) => states.push(state),
      onProblem: (problem) => problems.push(problem),
      environment: network.environment
    })
  }
  return made
}

function readyRig(): Rig {
  const made = rig()
  made.socket.open()
  becomeReady(made)
  return made
}

function becomeReady({ network }: Rig): void {
  network.latest().accept()
  network.latest().say(connected())
}

const hello = { type: 'authenticate', token: 'secret', sessionId }

function problem(code: string): SessionEvent {
  return { type: 'error', error: { code, message: 'm' } }
}

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('before the session is ready', () => {
  test('nothing but the hello is sent before connected', () => {
    const made = rig()
    void made.socket.send(sendMessage(first, 'one'))
    made.socket.open()
    void made.socket.send(sendMessage(second, 'two'))
    made.network.latest().accept()
    void made.socket.send(sendMessage(third, 'three'))
    expect(made.network.latest().sent).toEqual([hello])
    expect(made.socket.state).toEqual({ phase: 'authenticating', attempt: 0 })
  })

  test('what was sent rapidly goes out once each, in order, when it is connected', () => {
    const made = rig()
    const commands = Array.from({ length: 50 }, (_, n) =>
      sendMessage(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, `message ${n}`)
    )
    for (const command of commands.slice(0, 30)) void made.socket.send(command)
    made.socket.open()
    made.network.latest().accept()
    for (const command of commands.slice(30, 40)) void made.socket.send(command)
    made.network.latest().say(connected())
    for (const command of commands.slice(40)) void made.socket.send(command)
    expect(made.network.latest().sent).toEqual([hello, ...commands])
  })

  test('a server that never says connected is given up on after ten seconds', () => {
    const made = rig()
    made.socket.open()
    made.network.latest().accept()
    vi.advanceTimersByTime(9_999)
    expect(made.network.latest().isClosed).toBe(false)
    vi.advanceTimersByTime(1)
    expect(made.network.latest().isClosed).toBe(true)
    expect(made.socket.state).toEqual({ phase: 'waiting-to-retry', attempt: 1, delayMs: 500 })
  })

  test('an answer for another session is not trusted', () => {
    const made = rig()
    made.socket.open()
    made.network.latest().accept()
    made.network.latest().say(connected({ sessionId: otherSessionId }))
    expect(made.socket.state.phase).toBe('waiting-to-retry')
  })
})

describe('acknowledgements', () => {
  test('each settles its own command with what the server said', async () => {
    const made = readyRig()
    const accepted = made.socket.send(sendMessage(first, 'one'))
    const refused = made.socket.send(sendMessage(second, ' '))
    const error = { code: 'empty_message', message: 'Write something before you send.' }
    made.network.latest().say({ type: 'ack', id: second, ok: false, error })
    made.network.latest().say({ type: 'ack', id: first, ok: true })
    expect(await Promise.all([accepted, refused])).toEqual([{ ok: true }, { ok: false, error }])
  })

  test('an unacknowledged command is sent again after a drop, with the same id, before later ones', () => {
    const made = readyRig()
    void made.socket.send(sendMessage(first, 'one'))
    void made.socket.send(sendMessage(second, 'two'))
    made.network.latest().say({ type: 'ack', id: first, ok: true })
    made.network.latest().end()
    void made.socket.send(sendMessage(third, 'three'))
    vi.advanceTimersByTime(500)
    becomeReady(made)
    expect(made.network.latest().sent).toEqual([
      hello,
      sendMessage(second, 'two'),
      sendMessage(third, 'three')
    ])
  })

  test('a command given twice is sent once and both callers learn the answer', async () => {
    const made = readyRig()
    const answers = [made.socket.send(sendMessage(first, 'one')), made.socket.send(sendMessage(first, 'one'))]
    expect(made.network.latest().sent).toEqual([hello, sendMessage(first, 'one')])
    made.network.latest().say({ type: 'ack', id: first, ok: true })
    expect(await Promise.all(answers)).toEqual([{ ok: true }, { ok: true }])
  })

  test('a frame over 32 MB is refused here and never sent', async () => {
    const made = readyRig()
    const result = await made.socket.send(sendMessage(first, 'x'.repeat(33 * 1024 * 1024)))
    expect(result).toMatchObject({ ok: false, error: { code: 'too_big' } })
    expect(made.network.latest().sent).toEqual([hello])
  })

  test('a command that made the server close for a bad frame is not sent for ever', async () => {
    const made = readyRig()
    const result = made.socket.send(sendMessage(first, 'one'))
    made.network.latest().end(4400)
    expect(await result).toMatchObject({ ok: false, error: { code: 'bad_frame' } })
    vi.advanceTimersByTime(500)
    becomeReady(made)
    expect(made.network.latest().sent).toEqual([hello])
  })
})

describe('events', () => {
  test('are handed over once each, in order, after the snapshot', () => {
    const made = readyRig()
    made.network.latest().say(snapshot({ seq: 4 }))
    made.network.latest().say(eventFrame(5, problem('five')))
    made.network.latest().say(eventFrame(5, problem('five')))
    made.network.latest().say(eventFrame(3, problem('three')))
    made.network.latest().say(eventFrame(6, problem('six')))
    expect(made.snapshots).toEqual([snapshot({ seq: 4 })])
    expect(made.events).toEqual([eventFrame(5, problem('five')), eventFrame(6, problem('six'))])
  })

  test('a gap is not applied: the socket reconnects and asks for what it missed', () => {
    const made = readyRig()
    made.network.latest().say(snapshot({ seq: 4 }))
    made.network.latest().say(eventFrame(6, problem('six')))
    expect(made.events).toEqual([])
    vi.advanceTimersByTime(500)
    made.network.latest().accept()
    expect(made.network.latest().sent).toEqual([{ ...hello, since: { epoch: 'e1', seq: 4 } }])
  })

  test('an event of another epoch makes it reconnect too', () => {
    const made = readyRig()
    made.network.latest().say(snapshot({ seq: 4 }))
    made.network.latest().say(eventFrame(5, problem('five'), 'e2'))
    expect(made.events).toEqual([])
    expect(made.socket.state.phase).toBe('waiting-to-retry')
  })

  test('a frame nobody understands is reported and the connection made anew', () => {
    const made = readyRig()
    made.network.latest().sayText('{"type":"event","epoch":"e1"}')
    expect(made.problems.map(({ code }) => code)).toEqual(['bad_frame'])
    expect(made.socket.state.phase).toBe('waiting-to-retry')
  })

  test("another session's snapshot is never handed over", () => {
    const made = readyRig()
    made.network.latest().say(snapshot({ session: summary({ id: otherSessionId }) }))
    expect(made.snapshots).toEqual([])
    expect(made.socket.state.phase).toBe('waiting-to-retry')
  })

  test('messages in a snapshot arrive whole', () => {
    const made = readyRig()
    const taken = snapshot({ messages: [message('m1'), message('m2', { isStreaming: true })] })
    made.network.latest().say(taken)
    expect(made.snapshots).toEqual([taken])
  })
})

describe('coming back', () => {
  test('five automatic attempts, each once, with growing delays, then it gives up', () => {
    const made = rig()
    made.socket.open()
    const delays: number[] = []
    for (;;) {
      made.network.latest().end()
      const state = made.socket.state
      if (state.phase !== 'waiting-to-retry') break
      expect(vi.getTimerCount()).toBe(1)
      delays.push(state.delayMs)
      vi.advanceTimersByTime(state.delayMs)
    }
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000])
    expect(made.network.sockets).toHaveLength(6)
    expect(made.socket.state).toEqual({ phase: 'gave-up', attempt: 5 })
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(3_600_000)
    expect(made.network.sockets).toHaveLength(6)
  })

  test('a server that accepts and drops at once cannot loop', () => {
    const made = rig()
    made.socket.open()
    for (let turn = 0; turn < 100 && made.network.openSockets().length > 0; turn++) {
      becomeReady(made)
      vi.advanceTimersByTime(9_999)
      made.network.latest().end()
      vi.advanceTimersByTime(30_000)
    }
    expect(made.network.sockets).toHaveLength(6)
    expect(made.socket.state).toEqual({ phase: 'gave-up', attempt: 5 })
  })

  test('attempts are forgotten only after ten stable seconds', () => {
    const made = readyRig()
    made.network.latest().end()
    vi.advanceTimersByTime(500)
    becomeReady(made)
    expect(made.socket.state).toEqual({ phase: 'ready', attempt: 1 })
    vi.advanceTimersByTime(9_999)
    expect(made.socket.state).toEqual({ phase: 'ready', attempt: 1 })
    vi.advanceTimersByTime(1)
    expect(made.socket.state).toEqual({ phase: 'ready', attempt: 0 })
  })

  test('by hand after giving up: at once, with five attempts again', () => {
    const made = rig()
    made.socket.open()
    giveUp(made)
    made.socket.reconnect()
    expect(made.network.sockets).toHaveLength(7)
    expect(made.socket.state).toEqual({ phase: 'connecting', attempt: 0 })
    giveUp(made)
    expect(made.network.sockets).toHaveLength(12)
  })

  test('waking tries at once, also after giving up, and earns no new attempts', () => {
    const made = rig()
    made.socket.open()
    made.network.latest().end()
    made.socket.wake()
    expect(made.network.sockets).toHaveLength(2)
    expect(made.socket.state).toEqual({ phase: 'connecting', attempt: 1 })
    giveUp(made)
    made.socket.wake()
    expect(made.network.sockets).toHaveLength(7)
    made.network.latest().end()
    expect(made.socket.state).toEqual({ phase: 'gave-up', attempt: 5 })
  })

  test('waking while it connects opens no second socket', () => {
    const made = rig()
    made.socket.open()
    made.socket.wake()
    made.network.latest().accept()
    made.socket.wake()
    expect(made.network.sockets).toHaveLength(1)
  })

  test.each([
    [4401, 'unauthorized'],
    [4403, 'forbidden'],
    [4404, 'session_not_found']
  ])('close code %i cannot heal and is never retried', async (code, reason) => {
    const made = readyRig()
    const waiting = made.socket.send(sendMessage(first, 'one'))
    made.network.latest().end(code)
    made.socket.wake()
    vi.advanceTimersByTime(3_600_000)
    expect(made.network.sockets).toHaveLength(1)
    expect(made.socket.state).toMatchObject({ phase: 'refused', code, failure: { code: reason } })
    expect(await waiting).toMatchObject({ ok: false, error: { code: reason } })
  })
})

describe('heartbeat', () => {
  test('a ping every fifteen seconds; an answer keeps the connection', () => {
    const made = readyRig()
    for (let beat = 1; beat <= 4; beat++) {
      vi.advanceTimersByTime(15_000)
      made.network.latest().say({ type: 'pong' })
      expect(made.network.latest().sent).toHaveLength(1 + beat)
    }
    expect(made.network.sockets).toHaveLength(1)
    expect(made.network.latest().sent.at(-1)).toEqual({ type: 'ping' })
  })

  test('no answer within ten seconds: the connection is dead', () => {
    const made = readyRig()
    vi.advanceTimersByTime(24_999)
    expect(made.socket.state.phase).toBe('ready')
    vi.advanceTimersByTime(1)
    expect(made.network.latest().isClosed).toBe(true)
    expect(made.socket.state.phase).toBe('waiting-to-retry')
  })

  test('waking asks at once whether the other side still lives', () => {
    const made = readyRig()
    made.socket.wake()
    expect(made.network.latest().sent).toEqual([hello, { type: 'ping' }])
    vi.advanceTimersByTime(10_000)
    expect(made.socket.state.phase).toBe('waiting-to-retry')
  })
})

describe('closing', () => {
  test('leaves no socket, no timer, and answers every command', async () => {
    const made = readyRig()
    const waiting = made.socket.send(sendMessage(first, 'one'))
    made.socket.close()
    expect(made.network.openSockets()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'closed' } })
    expect(await made.socket.send(sendMessage(second, 'two'))).toMatchObject({ error: { code: 'closed' } })
  })

  test('what arrives afterwards changes nothing', () => {
    const made = readyRig()
    made.socket.close()
    made.network.latest().say(snapshot())
    made.network.latest().end()
    made.socket.wake()
    made.socket.reconnect()
    vi.advanceTimersByTime(60_000)
    expect(made.snapshots).toEqual([])
    expect(made.network.sockets).toHaveLength(1)
    expect(made.states.at(-1)).toEqual({ phase: 'closed' })
  })
})

function giveUp(made: Rig): void {
  for (let failure = 0; failure < 10 && made.network.openSockets().length > 0; failure++) {
    made.network.latest().end()
    if (made.socket.state.phase === 'waiting-to-retry') vi.advanceTimersByTime(made.socket.state.delayMs)
  }
  expect(made.socket.state.phase).toBe('gave-up')
}
