/** What went wrong, in the language of a box of the system. Pure. */
import { messageOf } from '../../../shared/errors.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import { Refusal } from '../../refusal.ts'

/** A refusal in the words of the language, anything else in its own. */
export function saidIn(language: LanguageCode, error: unknown): string {
  if (!(error instanceof Refusal)) return messageOf(error)
  const { code, parameters = {} } = error
  return wordsIn(language).page.sentences[code]?.(parameters) ?? error.message
}
