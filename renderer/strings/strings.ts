/**
 * The words of the interface in the language of this page. Components take every word from here. The
 * language is chosen once, when the page loads (`<html lang>`, written by the server): a window that
 * changes it reloads, and as nothing lives in the page alone, nothing is lost.
 */
import { de } from './de/index.ts'
import { en } from './en/index.ts'

/** What a language must say. English is the one that defines it. */
export type Strings = typeof en

const languages: Readonly<Record<string, Strings>> = { en, de }

/** BCP 47, as `Intl` wants it. */
export const language: string =
  document.documentElement.lang in languages ? document.documentElement.lang : 'en'

export const strings: Strings = languages[language] ?? en
