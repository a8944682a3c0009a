/** The language in which the main process speaks: the chosen one, else the system's, else English. */
import type { Settings } from '../../../shared/settings.ts'
import { languageFor } from '../../../shared/words/languages.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'

/** @param locale the system's, as `app.getLocale()` gives it: `de`, `de-AT`, `en-US`, … */
export function languageOf(chosen: Settings['language'], locale: string): LanguageCode {
  return chosen === 'system' ? languageFor(locale) : chosen
}
