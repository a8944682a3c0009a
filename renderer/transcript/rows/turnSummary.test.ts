import { expect, test } from 'vitest'
import { message, prompt } from '../../../tests/support/connection/sessionFixtures.ts'
import { isWorthSaying, summarizeTurn } from './turnSummary.ts'

const call = (id: string) => ({ type: 'tool_use' as const, id, name: 'Read', input: {} })

test('a turn lasts from its prompt to its newest message and counts the calls of the agent itself', () => {
  const turn = [
    { ...prompt('u1'), createdAt: '2026-01-01T10:00:00.000Z' },
    message('a1', { content: [call('t1'), call('t2')], createdAt: '2026-01-01T10:00:05.000Z' }),
    message('s1', { content: [call('t3')], createdAt: '2026-01-01T10:01:12.500Z', parentToolUseId: 't1' }),
    message('a2', { content: [call('t4')], createdAt: '2026-01-01T10:01:10.000Z' })
  ]
  expect(summarizeTurn(turn)).toEqual({ milliseconds: 72_500, tools: 3 })
})

test('a turn of one short answer says nothing of itself', () => {
  expect([
    isWorthSaying(summarizeTurn([prompt('u1'), message('a1')])),
    isWorthSaying({ milliseconds: 1000, tools: 0 }),
    isWorthSaying({ milliseconds: 0, tools: 1 })
  ]).toEqual([false, true, true])
})
