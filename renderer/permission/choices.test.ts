import { expect, it } from 'vitest'
import type { Question } from '../transcript/tools/toolInputs.ts'
import { answerTo, firstOpen, noChoices, withPick, withWords } from './choices.ts'

function question(multiSelect: boolean): Question {
  const options = ['One', 'Two', 'Three'].map((label) => ({ label, description: '' }))
  return { question: 'Which?', header: '', multiSelect, options }
}

const single = question(false)
const several = question(true)

it('takes one option in place of another where one is allowed', () => {
  let choices = noChoices([single])
  choices = withPick(choices, single, 0, 0)
  choices = withPick(choices, single, 0, 1)
  expect(answerTo(single, choices[0])).toBe('Two')
  expect(withPick(choices, single, 0, 7)).toBe(choices)
})

it('joins several options in their order, and lets one go again', () => {
  let choices = noChoices([several])
  for (const option of [2, 0, 1, 1]) choices = withPick(choices, several, 0, option)
  choices = withWords(choices, several, 0, ' and mine ')
  expect(answerTo(several, choices[0])).toBe('One, Three, and mine')
})

it('has words of one’s own in place of an option, and an option in place of words', () => {
  const typed = withWords(withPick(noChoices([single]), single, 0, 0), single, 0, 'mine')
  expect(answerTo(single, typed[0])).toBe('mine')
  expect(answerTo(single, withPick(typed, single, 0, 2)[0])).toBe('Three')
})

it('finds the first question without an answer', () => {
  const choices = withPick(noChoices([single, several, single]), single, 0, 0)
  expect(firstOpen([single, several, single], choices)).toBe(1)
  expect(firstOpen([single], choices)).toBe(-1)
})
