/** What a person has chosen of the agent's questions so far, and the answers that come of it. Pure. */
import { joinAnswers } from '../transcript/tools/chosenIn.ts'
import type { Question } from '../transcript/tools/toolInputs.ts'

/** Of one question: the options chosen, by their place, and words of one's own. */
export interface Choice {
  readonly picked: ReadonlySet<number>
  readonly typed: string
}

/** In the order of the questions. */
export type Choices = readonly Choice[]

export function noChoices(questions: readonly Question[]): Choices {
  return questions.map(() => ({ picked: new Set(), typed: '' }))
}

/** Picks an option or lets it go; where one is allowed it takes the place of another. */
export function withPick(choices: Choices, question: Question, at: number, option: number): Choices {
  const before = choices[at]
  if (before === undefined || question.options[option] === undefined) return choices
  const picked = new Set(question.multiSelect ? before.picked : [])
  if (before.picked.has(option) && question.multiSelect) picked.delete(option)
  else picked.add(option)
  // One answer: who picks after typing means the pick.
  return choices.with(at, { picked, typed: question.multiSelect ? before.typed : '' })
}

export function withWords(choices: Choices, question: Question, at: number, typed: string): Choices {
  const before = choices[at]
  if (before === undefined) return choices
  const picked = question.multiSelect || typed.trim() === '' ? before.picked : new Set<number>()
  return choices.with(at, { picked, typed })
}

/** Labels and words, several as one text; empty: not answered yet. */
export function answerTo(question: Question, choice: Choice | undefined): string {
  if (choice === undefined) return ''
  const labels = question.options.filter((_, index) => choice.picked.has(index)).map(({ label }) => label)
  const words = choice.typed.trim()
  return joinAnswers(
    [...labels, ...(words === '' ? [] : [words])],
    question.options.map(({ label }) => label)
  )
}

/** The first question without an answer, -1 when all have one. */
export function firstOpen(questions: readonly Question[], choices: Choices): number {
  return questions.findIndex((question, index) => answerTo(question, choices[index]) === '')
}
