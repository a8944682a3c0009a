import { expect, test } from 'vitest'
import { toolUse } from '../../../tests/support/claudeCalls.ts'
import { message, prompt } from '../../../tests/support/connection/sessionFixtures.ts'
import { estimateMessage } from './estimateHeight.ts'

test('a longer answer is expected to be higher, a folded prompt is not', () => {
  const answer = (length: number) =>
    estimateMessage(message('a', { content: [{ type: 'text', text: 'x'.repeat(length) }] }))
  expect([answer(70), answer(700), answer(7000)]).toEqual([34, 232, 2168])
  const long = estimateMessage(prompt('u', 'x'.repeat(100_000)))
  expect(long).toBe(estimateMessage(prompt('u', 'x'.repeat(1_000_000))))
})

test('a call is a line, or open, by its tool; its result takes no room of its own', () => {
  const use = (name: string) => toolUse(name, {})
  const result = {
    type: 'tool_result' as const,
    tool_use_id: 't',
    content: 'x'.repeat(9999),
    is_error: false
  }
  const heights = [use('Read'), use('Bash'), result].map((block) =>
    estimateMessage(message('a', { content: [block] }))
  )
  expect(heights).toEqual([33, 170, 0])
})
