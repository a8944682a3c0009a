import fc from 'fast-check'
import { expect, it } from 'vitest'
import { answerTo } from '../../permission/choices.ts'
import { chosenIn, joinAnswers } from './chosenIn.ts'

const question = (multiSelect: boolean, ...labels: string[]): Parameters<typeof chosenIn>[1] => ({
  multiSelect,
  options: labels.map((label) => ({ label }))
})
const boards = question(true, 'Oak, old', 'Pine', 'Elm, new')

it.each([
  ['Oak, old, Elm, new', ['Oak, old', 'Elm, new'], ''],
  ['"Oak, old", "Elm, new"', ['Oak, old', 'Elm, new'], ''],
  ['Oak, old,Elm, new', ['Oak, old', 'Elm, new'], ''],
  ['Pine', ['Pine'], ''],
  ['Pine, something, else', ['Pine'], 'something, else'],
  ['"Oak, old", "wax, too"', ['Oak, old'], 'wax, too'],
  ['neither', [], 'neither'],
  ['Pine nuts', [], 'Pine nuts']
])('%s', (answer, labels, words) => {
  const chosen = chosenIn(answer, boards)
  expect([[...chosen.labels].toSorted(), chosen.words]).toEqual([labels.toSorted(), words])
})

it('of labels that begin alike the one is meant that explains all that was said', () => {
  const alike = question(true, 'Oak', 'Oak, old', 'old', 'old, Pine', 'Pine')
  expect([...chosenIn('Oak, old, Pine', alike).labels].toSorted()).toEqual(['Oak, old', 'Pine'])
  expect([...chosenIn('Oak, old, Pine nuts', alike).labels].toSorted()).toEqual(['Oak, old'])
})

it('where one answer is given it is the label, or words', () => {
  const one = question(false, 'Yes, always', 'Yes', 'always')
  expect([...chosenIn('Yes, always', one).labels]).toEqual(['Yes, always'])
  expect(chosenIn('Yes, maybe', one)).toEqual({ labels: new Set(), words: 'Yes, maybe' })
})

it('what is picked is what is drawn, whatever the labels are', () => {
  const label = fc.stringMatching(/^[ab, ]{1,6}$/u).filter((text) => text.trim() === text && text !== '')
  fc.assert(
    fc.property(
      fc.uniqueArray(label, { minLength: 2, maxLength: 5 }),
      fc.integer({ min: 1, max: 31 }),
      (labels, bits) => {
        const picked = labels.flatMap((_, index) => ((bits >> index) & 1 ? [index] : []))
        fc.pre(picked.length > 0)
        const full = { ...question(true, ...labels), question: 'Q', header: '' }
        const options = labels.map((text) => ({ label: text, description: '' }))
        const answer = answerTo({ ...full, options }, { picked: new Set(picked), typed: '' })
        const { labels: chosen, words } = chosenIn(answer, full)
        expect(words).toBe('')
        expect([...chosen].toSorted()).toEqual(picked.map((at) => labels[at] ?? '').toSorted())
      }
    ),
    { numRuns: 300 }
  )
})

it('several answers are told so that nobody can mistake where one ends', () => {
  expect(joinAnswers(['Tea', 'Milk'], ['Tea'])).toBe('Tea, Milk')
  expect(joinAnswers(['Oak, old'], [])).toBe('Oak, old')
  expect(joinAnswers(['Oak, old', 'Pine'], [])).toBe('"Oak, old", "Pine"')
  expect(joinAnswers(['Oak', 'old'], ['Oak, old'])).toBe('"Oak", "old"')
})
