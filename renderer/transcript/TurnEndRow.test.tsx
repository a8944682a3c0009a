import { expect, test } from 'vitest'
import { turnWords } from './TurnEndRow.tsx'

test('a turn is summed up in a few words', () => {
  expect(
    [
      { milliseconds: 72_400, tools: 8 },
      { milliseconds: 4000, tools: 0 },
      { milliseconds: 200, tools: 1 },
      { milliseconds: 7_260_000, tools: 0 }
    ].map(turnWords)
  ).toEqual(['1 min 12 s · 8 tools', '4 s', '1 tool', '2 h 1 min'])
})
