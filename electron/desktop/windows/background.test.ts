import { expect, test } from 'vitest'
import { backgroundOf } from './background.ts'

test.each([
  ['system', true, '#1c1b19'],
  ['system', false, '#fdfcfa'],
  ['light', true, '#fdfcfa'],
  ['dark', false, '#1c1b19'],
  ['contrast', false, '#ffffff'],
  ['contrast', true, '#000000']
] as const)('theme %s on a dark system (%s) begins with %s', (theme, systemIsDark, colour) => {
  expect(backgroundOf(theme, systemIsDark)).toBe(colour)
})
