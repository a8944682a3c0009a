import { expect, test } from 'vitest'
import { sizeForKey, sizeWithin } from './paneSizes.ts'
import type { SizedPane } from './paneSizes.ts'

test.each<[SizedPane, string, boolean, number | null]>([
  ['sidebar', 'ArrowRight', false, 316],
  ['sidebar', 'ArrowLeft', true, 236],
  ['sidebar', 'ArrowUp', false, null],
  ['sidebar', 'Home', false, 200],
  ['sidebar', 'End', false, 480],
  ['right', 'ArrowLeft', false, 316],
  ['right', 'ArrowRight', true, 280],
  ['bottom', 'ArrowUp', false, 316],
  ['bottom', 'ArrowDown', true, 236],
  ['bottom', 'x', false, null]
])('%s of 300 px, %s, shift %s', (name, key, isShift, expected) => {
  expect(sizeForKey(name, 300, key, isShift)).toBe(expected)
})

test('no pane is pulled smaller or larger than it may be', () => {
  expect([sizeWithin('sidebar', 3), sizeWithin('sidebar', 300.4), sizeWithin('sidebar', 9_000)]).toEqual([
    200, 300, 480
  ])
})
