/**
 * Every language Skein speaks, by its BCP 47 code: what the page, the desktop and the doctor say. A further one is a folder
 * beside these and a line here. English declares what a language must say, and is spoken where nothing else was chosen.
 */
import { z } from 'zod'
import { de } from './de/index.ts'
import { en } from './en/index.ts'
import type { Words } from './en/index.ts'

const languages = { en, de } as const satisfies Readonly<Record<string, Words>>

/** One that Skein speaks; what systems and browsers say is read by `languageFor`. */
export type LanguageCode = keyof typeof languages

export const LanguageCode = z.custom<LanguageCode>(isLanguage, 'a language Skein speaks')

/** In the order in which a person chooses from them. */
export const languageCodes: readonly LanguageCode[] = Object.keys(languages).filter(isLanguage)

/** Everything said in this language; plain data and functions, no state. */
export function wordsIn(language: LanguageCode): Words {
  return languages[language]
}

/** English for what Skein does not speak. @param tag a code as systems and browsers give it: `de`, `de-AT`, `pt_BR` */
export function languageFor(tag: string): LanguageCode {
  return spokenIn(tag) ?? 'en'
}

/** The first of a person's wishes that Skein speaks, else English. @param tags in their order, as in `languageFor` */
export function firstSpoken(tags: readonly string[]): LanguageCode {
  return tags.map(spokenIn).find((spoken) => spoken !== null) ?? 'en'
}

function spokenIn(tag: string): LanguageCode | null {
  const code = tag.toLowerCase().split(/[-_]/u, 1)[0]
  return isLanguage(code) ? code : null
}

function isLanguage(code: unknown): code is LanguageCode {
  return typeof code === 'string' && Object.hasOwn(languages, code)
}
