import { expect, test } from 'vitest'
import type { AgentCommand } from '../../../shared/steering.ts'
import { matchCommands, unknownCommand } from './matchCommands.ts'

function command(name: string, description = ''): AgentCommand {
  return { name, description, argumentHint: null }
}

const commands = [
  command('review', 'Looks at the changes'),
  command('compact', 'Sums up the conversation'),
  command('git:commit', 'Saves the changes'),
  command('recompute')
]

test('the beginning of a name comes before its parts, and those before descriptions', () => {
  const names = (query: string): string[] => matchCommands(commands, query).map((match) => match.command.name)
  expect(names('')).toEqual(['compact', 'git:commit', 'recompute', 'review'])
  expect(names('com')).toEqual(['compact', 'git:commit', 'recompute'])
  expect(names('CHANGES')).toEqual(['git:commit', 'review'])
  expect(names('nothing')).toEqual([])
})

test('tells where the name matches', () => {
  expect(matchCommands(commands, 'mmi').map(({ positions }) => positions)).toEqual([[6, 7, 8]])
})

test.each([
  ['/compact', null],
  ['/compact keep the plan', null],
  ['/cmpact keep the plan', 'cmpact'],
  ['  /nope', 'nope'],
  ['/usr/bin is full', null],
  ['/ is the root', null],
  ['a /nope inside', null]
])('%s', (text, unknown) => {
  expect(unknownCommand(text, commands)).toBe(unknown)
})
