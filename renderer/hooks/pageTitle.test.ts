import { expect, it } from 'vitest'
import { pageTitle } from './pageTitle.ts'

it.each([
  [0, false, 'Fix the tides · Skein'],
  [0, true, '▸ Fix the tides · Skein'],
  [2, true, '(2) Fix the tides · Skein'],
  [1, false, '(1) Fix the tides · Skein']
])('with %i waiting, running: %s, reads %s', (waiting, isRunning, title) => {
  expect(pageTitle(['Fix the tides', '', 'Skein'], { waiting, isRunning })).toBe(title)
})
