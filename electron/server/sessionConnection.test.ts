import { expect, test } from 'vitest'
import { SLOW_READER_BYTES } from '../../shared/protocol.ts'
import type { Snapshot } from '../../shared/protocol.ts'
import { sampleSession } from '../../shared/sampleSession.ts'
import type { SessionSummary } from '../../shared/session.ts'
import { handClock } from '../launch/handClock.ts'
import { FakeWire } from './fakeWire.ts'
import { ServerSocket } from './serverSocket.ts'
import { SessionConnection } from './sessionConnection.ts'
import type { WatchedSession } from './sessionConnection.ts'

const session: SessionSummary = { ...sampleSession, state: 'running' }

/** A session whose events are plain numbers, of which it remembers the last `remembered`. */
class Watched implements WatchedSession {
  readonly state = {
    session,
    settled: [],
    open: [],
    queue: [],
    permissions: [],
    before: null,
    lastTurn: null,
    problem: null
  }
  remembered = 1000
  #seq = 0
  #connection: SessionConnection | null = null

  get cursor() {
    return { epoch: 'e', seq: this.#seq }
  }

  watch(connection: SessionConnection): void {
    this.#connection = connection
  }

  happen(): void {
    this.#seq += 1
    this.#connection?.deliver(`event ${this.#seq}`)
  }

  missedSince({ seq }: { seq: number }) {
    const missed = this.#seq - seq
    return missed > this.remembered
      ? null
      : Array.from({ length: missed }, (_, index) => `event ${seq + index + 1}`)
  }

  snapshot(): Snapshot {
    const rest = {
      session,
      messages: [],
      queue: [],
      permissions: [],
      before: null,
      lastTurn: null,
      problem: null
    }
    return { type: 'snapshot', ...this.cursor, ...rest }
  }

  subscribe() {
    return () => undefined
  }

  recorded(): Promise<void> | null {
    return null
  }

  handle() {
    return { type: 'ack' as const, id: 'x', ok: true as const }
  }
}

function setUp() {
  const wire = new FakeWire()
  const clock = handClock()
  const watched = new Watched()
  const connection = new SessionConnection(new ServerSocket(wire, clock), watched, clock, undefined)
  watched.watch(connection)
  wire.done.length = 0
  return { wire, clock, watched }
}

test('a reader that falls behind gets nothing more until everything has left, and then what it missed', () => {
  const { wire, watched } = setUp()
  watched.happen()
  wire.bufferedAmount = SLOW_READER_BYTES + 1
  watched.happen()
  watched.happen()
  expect(wire.done).toEqual(['send event 1'])
  wire.drain()
  expect(wire.done).toEqual(['send event 1', 'send event 2', 'send event 3'])
  watched.happen()
  expect(wire.done.at(-1)).toBe('send event 4')
})

test('one that missed more than is remembered gets the session anew', () => {
  const { wire, watched } = setUp()
  watched.remembered = 2
  watched.happen()
  wire.bufferedAmount = SLOW_READER_BYTES + 1
  for (let event = 0; event < 5; event += 1) watched.happen()
  wire.drain()
  expect(wire.done.at(-1)).toBe(`send ${JSON.stringify(watched.snapshot())}`)
})

test('one that has not drained in thirty seconds is closed', () => {
  const { wire, watched, clock } = setUp()
  watched.happen()
  wire.bufferedAmount = SLOW_READER_BYTES + 1
  watched.happen()
  clock.advance(29_999)
  expect(wire.done.filter((what) => what.startsWith('close'))).toEqual([])
  clock.advance(1)
  expect(wire.done.at(-1)).toBe('close 4008 the window did not read what it was sent')
})
