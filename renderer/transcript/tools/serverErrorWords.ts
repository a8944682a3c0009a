/**
 * Why a tool failed that Claude's servers run themselves (a search of the web, a page, code, an advisor): they say it
 * with a code alone, or with a code and some words. Pure; used by `OutputText.tsx`.
 */
import { strings } from '../../strings/strings.ts'

/** By the id the API gives such a call. What another tool prints is its own, even if it is one of these words. */
export function isOfServer(toolUseId: string): boolean {
  return toolUseId.startsWith('srvtoolu_')
}

/** The sentence, and the words if there are any; null for what is no such error. */
export function serverErrorWords(text: string): string | null {
  const [, code = '', said = ''] = /^([a-z]+(?:_[a-z]+)*)(?:: ([\s\S]+))?$/.exec(text) ?? []
  // A word that a program may begin its own message with is no code.
  if (!isKnown(code) || (said !== '' && !code.includes('_'))) return null
  return [strings.tool.serverErrors[code], said].join(' ').trim()
}

function isKnown(code: string): code is keyof typeof strings.tool.serverErrors {
  return Object.hasOwn(strings.tool.serverErrors, code)
}
