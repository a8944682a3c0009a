import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { SLOW_READER_BYTES } from '../../shared/protocol.ts'
import type { Snapshot } from '../../shared/protocol.ts'
import { sampleSession } from '../../tests/support/sampleSession.ts'
import type { SessionSummary } from '../../shared/session.ts'
import { handClock } from '../../tests/support/handClock.ts'
import { FakeWire } from '../../tests/support/server/fakeWire.ts'
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

  /** What the disk still has to say to each command, in turn. */
  readonly flushes: (Promise<void> | null)[] = []

  recorded(): Promise<void> | null {
    return this.flushes.shift() ?? null
  }

  handle({ id }: { readonly id: string }) {
    return { type: 'ack' as const, id, ok: true as const }
  }
}

function setUp() {
  const wire = new FakeWire()
  const clock = handClock()
  const watched = new Watched()
  const connection = new SessionConnection(new ServerSocket(wire, clock), watched, clock, undefined)
  watched.watch(connection)
  wire.done.length = 0
  return { wire, clock, watched, connection }
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

test('acknowledgements wait for the disk, and leave in the order in which they were asked for', async () => {
  const { wire, watched, connection } = setUp()
  let flush = (): void => undefined
  const slow = new Promise<void>((resolve) => (flush = resolve))
  const quick = Promise.resolve()
  watched.flushes.push(slow, quick, null)
  const ids = Array.from({ length: 4 }, () => randomUUID())
  const ask = (id: string | undefined): void => connection.receive(JSON.stringify({ type: 'interrupt', id }))
  for (const id of ids.slice(0, 3)) ask(id)
  await quick
  expect(wire.done).toEqual([])
  flush()
  await vi.waitFor(() => expect(wire.done).toHaveLength(3))
  ask(ids[3])
  expect(wire.done).toEqual(ids.map((id) => `send ${JSON.stringify({ type: 'ack', id, ok: true })}`))
})
