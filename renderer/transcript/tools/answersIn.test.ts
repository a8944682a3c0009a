import { expect, it } from 'vitest'
import { answersIn } from './answersIn.ts'

it('reads each answer behind its question', () => {
  const text =
    'Your questions have been answered: "Which?"="B", "Say "why""="because, "so"". You can now continue with these answers in mind.'
  expect(Object.fromEntries(answersIn(text, ['Which?', 'Say "why"', 'Not asked']))).toEqual({
    'Which?': 'B',
    'Say "why"': 'because, "so"'
  })
})

it('reads none from other words', () => {
  expect(answersIn('The answer: Yes', ['Which?']).size).toBe(0)
})
