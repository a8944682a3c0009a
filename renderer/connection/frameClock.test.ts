import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FrameClock } from './frameClock.ts'

let clock: FrameClock
let drawnAt: number[]

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['performance', 'requestAnimationFrame', 'cancelAnimationFrame', 'setTimeout', 'clearTimeout']
  })
  clock = new FrameClock()
  drawnAt = []
})

afterEach(() => {
  clock.dispose()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** As the batch does: what is called back calls off the rest. */
function ask(): () => void {
  const asked = performance.now()
  const callOff = clock.next(() => {
    callOff()
    drawnAt.push(performance.now() - asked)
  })
  return callOff
}

function press(): void {
  const key = new KeyboardEvent('keydown', { key: 'a' })
  Object.defineProperty(key, 'timeStamp', { value: performance.now() })
  window.dispatchEvent(key)
}

test('the next frame, when nobody types', () => {
  ask()
  vi.advanceTimersByTime(1_000)
  expect(drawnAt).toEqual([16])
})

test('after a key, once the next one would have come', () => {
  press()
  ask()
  vi.advanceTimersByTime(1_000)
  expect(drawnAt).toEqual([112])
})

test('somebody who goes on typing does not stop the answer', () => {
  ask()
  for (let key = 0; key < 20; key += 1) {
    press()
    vi.advanceTimersByTime(30)
  }
  expect(drawnAt).toEqual([256])
})

test('a window that draws nothing is not kept waiting', () => {
  vi.stubGlobal('requestAnimationFrame', () => 1)
  ask()
  vi.advanceTimersByTime(1_000)
  expect(drawnAt).toEqual([300])
})

test('called off, never; disposed of, keys no longer matter', () => {
  ask()()
  clock.dispose()
  press()
  vi.advanceTimersByTime(100)
  expect(drawnAt).toEqual([])
  press()
  ask()
  vi.advanceTimersByTime(100)
  expect(drawnAt).toHaveLength(1)
  expect(drawnAt[0]).toBeLessThanOrEqual(16)
})
