import { expect, test } from 'vitest'
import { handClock } from '../../tests/support/handClock.ts'
import { sparingly } from './sparingly.ts'

test('is said at once, and then once a minute with how often it was', () => {
  const clock = handClock()
  const said: [number, unknown][] = []
  const happens = sparingly(clock, (times, thrown) => said.push([times, thrown]))
  for (const at of [0, 1, 59_999, 60_000, 60_001, 200_000]) {
    clock.turnTo(at)
    happens(at)
  }
  expect(said).toEqual([
    [1, 0],
    [3, 60_000],
    [2, 200_000]
  ])
})
