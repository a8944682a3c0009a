/**
 * The words of the interface in the language of this page. Components take every word from here. The
 * language is chosen once, when the page loads (`<html lang>`, written by the server): a window that
 * changes it reloads, and as nothing lives in the page alone, nothing is lost.
 */
import type { PageWords } from '../../shared/words/en/page/index.ts'
import { languageFor, wordsIn } from '../../shared/words/languages.ts'
import type { LanguageCode } from '../../shared/words/languages.ts'

/** BCP 47, as `Intl` wants it. */
export const language: LanguageCode = languageFor(document.documentElement.lang)

export const strings: PageWords = wordsIn(language).page
