import { expect, test } from 'vitest'
import { progressOf } from './taskbarProgress.ts'

test.each([
  [[], 'none'],
  [[{ openPermissions: 0 }], 'works'],
  [[{ openPermissions: 0 }, { openPermissions: 1 }], 'waits']
])('the bar of a window with %j running: %s', (running, expected) => {
  expect(progressOf(running)).toBe(expected)
})
