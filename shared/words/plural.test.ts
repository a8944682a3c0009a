import { expect, it, test, vi } from 'vitest'
import { plural as german } from './de/plural.ts'
import { plural as english } from './en/plural.ts'
import { pluralIn } from './plural.ts'

test('one thing is told in the singular, none and several in the plural', () => {
  for (const plural of [english, german])
    expect([0, 1, 2, 11, 21].map((count) => plural(count, { one: 'one', other: 'other' }))).toEqual([
      'other',
      'one',
      'other',
      'other',
      'other'
    ])
})

test('a language with more forms has them, and takes the last for one it does not give', () => {
  const polish = pluralIn('pl')
  const forms = { one: 'plik', few: 'pliki', other: 'plików' }
  expect([1, 2, 5, 22].map((count) => polish(count, forms))).toEqual(['plik', 'pliki', 'plików', 'pliki'])
})

it('makes its rules once, when something is counted', () => {
  const made = vi.spyOn(Intl, 'PluralRules')
  const plural = pluralIn('de')
  expect(made).not.toHaveBeenCalled()
  plural(1, { other: '' })
  plural(2, { other: '' })
  expect(made).toHaveBeenCalledOnce()
  made.mockRestore()
})
