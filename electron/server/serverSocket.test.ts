import { expect, test } from 'vitest'
import { handClock } from '../../tests/support/handClock.ts'
import { FakeWire } from '../../tests/support/server/fakeWire.ts'
import { ServerSocket } from './serverSocket.ts'

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
