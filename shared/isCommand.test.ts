import { expect, it } from 'vitest'
import { isCommand } from './isCommand.ts'

it.each([
  '/clear',
  '/model opus',
  '  /plugin:do it',
  '/fix-issue 12',
  '! ls',
  '!ls',
  '/compact\nkeep the names'
])('%j is a command', (text) => expect(isCommand(text)).toBe(true))

it.each([
  'Repair /the gate',
  '/srv/garden is full',
  '/srv/gate.md: repair it',
  '/ is full',
  '',
  '!',
  '1/2 of it'
])('%j is none', (text) => expect(isCommand(text)).toBe(false))
