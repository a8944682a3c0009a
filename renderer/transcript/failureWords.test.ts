import { expect, it } from 'vitest'
import { page as de } from '../../shared/words/de/page/index.ts'
import { strings } from '../strings/strings.ts'
import { noticeWords, retryWords } from './failureWords.ts'

it('why the model is asked again is said in the language of the page, or as the agent says it', () => {
  for (const [code, sentence] of Object.entries(strings.failure.retries))
    expect(retryWords({ code, message: 'The server said it in English.' })).toBe(sentence)
  expect(retryWords({ code: 'of_another_agent', message: 'Too busy' })).toBe('Too busy.')
  expect(retryWords({ code: 'toString', message: 'Too busy!' })).toBe('Too busy!')
})

it('a limit that is near is told with its time where the reader is', () => {
  const iso = new Date(2026, 10, 30, 15, 0).toISOString()
  const now = new Date(2026, 10, 30, 9, 0).getTime()
  const near = { code: 'limit_near', limit: 'five_hour', used: 0.917, resetsAt: iso } as const
  expect(noticeWords(near, now)).toMatch(/^92 % of the five-hour limit is used\. It begins anew at 15:00/)
  expect(noticeWords({ ...near, limit: 'new_one', used: null, resetsAt: null }, now)).toBe(
    'Much of the usage limit is used.'
  )
  expect(de.failure.limitNear('five_hour', '92 %', 'um 15:00 Uhr')).toBe(
    '92 % des Fünf-Stunden-Limits sind verbraucht. Es beginnt um 15:00 Uhr von Neuem.'
  )
})

it('a tool that was refused is told with the reason of the program', () => {
  expect(noticeWords({ code: 'tool_denied', tool: 'Bash', reason: 'A rule says no.' }, 0)).toBe(
    'Bash was not allowed, and nobody was asked. A rule says no.'
  )
})

it('what was taken back is told in the language of the page, with what the program says of it', () => {
  expect(noticeWords({ code: 'answer_withdrawn', why: 'refused', said: 'B answers.' }, 0)).toBe(
    'The model refused to go on, and what it had said was taken back. B answers.'
  )
  expect(de.failure.withdrawn.unreadable).toContain('noch einmal gefragt')
})
