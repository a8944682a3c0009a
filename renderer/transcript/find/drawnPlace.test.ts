import { expect, test } from 'vitest'
import { message } from '../../../tests/support/connection/sessionFixtures.ts'
import { drawnPlace } from './drawnPlace.ts'

const call = { type: 'tool_use' as const, id: 't1', name: 'Agent', input: {} }
const inner = { type: 'tool_use' as const, id: 't2', name: 'Read', input: {} }
const result = (id: string) => ({
  type: 'tool_result' as const,
  tool_use_id: id,
  content: 'x',
  is_error: false
})

const messages = [
  message('a1', { content: [{ type: 'text', text: 'Look' }, call] }),
  message('s1', { content: [inner], parentToolUseId: 't1' }),
  message('s2', { role: 'user', content: [result('t2')], parentToolUseId: 't1' }),
  message('r1', { role: 'user', content: [result('t1')] })
]

test('a result is drawn in the call it answers', () => {
  expect(drawnPlace(messages, 'r1', 0)).toEqual({ row: 'a1', messageId: 'a1', blockIndex: 1, call })
})

test('what a subagent did is drawn in the call that started it', () => {
  expect(drawnPlace(messages, 's1', 0)).toEqual({ row: 'a1', messageId: 's1', blockIndex: 0, call: null })
  expect(drawnPlace(messages, 's2', 0)).toEqual({ row: 'a1', messageId: 's1', blockIndex: 0, call: inner })
})

test('everything else stands in its own row', () => {
  expect(drawnPlace(messages, 'a1', 0)).toEqual({ row: 'a1', messageId: 'a1', blockIndex: 0, call: null })
})

test('what is not here is nowhere', () => {
  expect(drawnPlace(messages, 'gone', 0)).toBeNull()
  expect(drawnPlace(messages.slice(1), 'r1', 0)).toBeNull()
})
