import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { handClock } from '../launch/handClock.ts'
import { ServerSocket } from './serverSocket.ts'
import type { Wire } from './serverSocket.ts'

/** A socket that keeps what happens to it; `isDead` answers no ping. */
class FakeWire extends EventEmitter implements Wire {
  readonly OPEN = 1
  readyState = 1
  bufferedAmount = 0
  readonly done: string[] = []
  isDead = false
  #written: (() => void)[] = []

  send(text: string, written: () => void): void {
    this.done.push(`send ${text}`)
    this.#written.push(written)
  }

  /** Everything that was sent has left. */
  drain(): void {
    this.bufferedAmount = 0
    for (const written of this.#written.splice(0)) written()
  }

  ping(): void {
    this.done.push('ping')
    if (!this.isDead) this.emit('pong')
  }

  close(code: number, reason: string): void {
    this.done.push(`close ${code} ${reason}`)
  }

  terminate(): void {
    this.done.push('terminate')
    this.emit('close')
  }
}

test('a living socket is pinged every 15 seconds, for ever', () => {
  const wire = new FakeWire()
  const clock = handClock()
  new ServerSocket(wire, clock)
  for (let beat = 0; beat < 4; beat += 1) clock.advance(15_000)
  expect(wire.done).toEqual(['ping', 'ping', 'ping', 'ping'])
})

test('one that answers no ping is ended at the next, and not pinged again', () => {
  const wire = new FakeWire()
  wire.isDead = true
  const clock = handClock()
  new ServerSocket(wire, clock)
  for (let beat = 0; beat < 4; beat += 1) clock.advance(15_000)
  expect(wire.done).toEqual(['ping', 'terminate'])
})

test('nothing is handed to a socket that is not open: it would pile up', () => {
  const wire = new FakeWire()
  const socket = new ServerSocket(wire, handClock())
  wire.readyState = 2
  socket.send('late')
  expect(wire.done).toEqual([])
})

test('tells when everything has left, and not before', () => {
  const wire = new FakeWire()
  const socket = new ServerSocket(wire, handClock())
  let drained = 0
  socket.onDrain(() => {
    drained += 1
  })
  wire.bufferedAmount = 10
  socket.send('one')
  expect(drained).toBe(0)
  wire.drain()
  expect(drained).toBe(1)
})
