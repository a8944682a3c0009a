import { expect, test } from 'vitest'
import { DeltaPace } from './deltaPace.ts'

/** How many of `count` deltas, one every `everyMs`, would go out by themselves. */
function admitted(pace: DeltaPace, count: number, everyMs: number, fromMs = 1000): number {
  let sent = 0
  for (let index = 0; index < count; index += 1) if (pace.admits(fromMs + index * everyMs)) sent += 1
  return sent
}

test('at a thousand deltas a second each goes out by itself', () => {
  expect(admitted(new DeltaPace(), 10_000, 1)).toBe(10_000)
})

test('a burst goes out by itself, a flood is merged', () => {
  const pace = new DeltaPace()
  expect(admitted(pace, 100, 0)).toBe(100)
  expect(admitted(new DeltaPace(), 20_000, 0.2)).toBeLessThan(400)
})

test('a stream that slows down is sent delta by delta again', () => {
  const pace = new DeltaPace()
  admitted(pace, 5_000, 0.1)
  expect(admitted(pace, 10, 1, 3_000)).toBe(10)
})
