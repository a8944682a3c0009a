import { expect, it, test } from 'vitest'
import { Language, Settings } from '../settings.ts'
import { LanguageCode, firstSpoken, languageCodes, languageFor, wordsIn } from './languages.ts'

it.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['de_CH', 'de'],
  ['DE', 'de'],
  ['en-GB', 'en'],
  ['fr', 'en'],
  ['den', 'en'],
  ['toString', 'en'],
  ['', 'en']
])('what a system calls %j is answered in %s', (tag, spoken) => {
  expect(languageFor(tag)).toBe(spoken)
})

test('the first wish that can be met is met', () => {
  expect(firstSpoken(['fr-FR', 'de', 'en'])).toBe('de')
  expect(firstSpoken(['fr', 'nl'])).toBe('en')
  expect(firstSpoken([])).toBe('en')
})

test('a setting is one of the languages there are, or the system’s', () => {
  for (const code of [...languageCodes, 'system']) expect(Language.safeParse(code).success).toBe(true)
  for (const odd of ['fr', 'constructor', 3, null]) {
    expect(LanguageCode.safeParse(odd).success).toBe(false)
    expect(Settings.shape.language.safeParse(odd).success).toBe(false)
  }
})

test('each names itself', () => {
  expect(new Set(languageCodes.map((code) => wordsIn(code).name)).size).toBe(languageCodes.length)
})
