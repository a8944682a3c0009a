import { expect, it } from 'vitest'
import { Refusal } from '../../refusal.ts'
import { saidIn } from './saidIn.ts'

it('a refusal is said in the language of the box, what has no code as it says itself', () => {
  const refusal = new Refusal(400, 'not_a_folder', { why: 'missing', path: '/x' })
  expect(saidIn('en', refusal)).toBe('There is no folder at “/x”.')
  expect(saidIn('de', refusal)).toBe('Unter „/x“ gibt es keinen Ordner.')
  expect(saidIn('de', new Error('Dieser Link führt zu nichts.'))).toBe('Dieser Link führt zu nichts.')
})
