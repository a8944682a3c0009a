/**
 * What the guide says, in the language of the person it works for: its answers, what came of its tools, its commands.
 * Results that the page reads a meaning from (denials, exit codes) are the same in every language and stand beside
 * their code.
 */
import { de } from './de.ts'
import { en } from './en.ts'
import type { LanguageCode } from '../../../../shared/words/languages.ts'

/** English defines what a language must say. */
export type GuideWords = typeof en

/** The guide's own words, which are an agent's: a language that Skein speaks and it does not is told in English. */
const spoken: Readonly<Partial<Record<LanguageCode, GuideWords>>> = { en, de }

export function guideWords(language: LanguageCode): GuideWords {
  return spoken[language] ?? en
}
