/** The language in which the main process speaks: the chosen one, else the system's, else English. */
import type { Settings } from '../../../shared/settings.ts'

export type Language = 'en' | 'de'

/** @param locale the system's, as `app.getLocale()` gives it: `de`, `de-AT`, `en-US`, … */
export function languageOf(chosen: Settings['language'], locale: string): Language {
  if (chosen !== 'system') return chosen
  return locale.toLowerCase().startsWith('de') ? 'de' : 'en'
}
