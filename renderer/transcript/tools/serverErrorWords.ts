/** Why a tool failed that Claude's servers run themselves, in a sentence of the page's language. Pure; used by `OutputText.tsx`. */
import { serverErrorIn } from '../../../shared/toolErrors.ts'
import { strings } from '../../strings/strings.ts'

/** The sentence, and the words if there are any; null for what is no such error. */
export function serverErrorWords(toolUseId: string, text: string): string | null {
  const error = serverErrorIn(toolUseId, text)
  return error && [strings.tool.serverErrors[error.code], error.said].join(' ').trim()
}
