/**
 * What went wrong, in the language of the page where the page knows the code, else in the words that came with it.
 * Asked at the doors through which failures come in (HTTP, sockets) and where the state of a session is drawn.
 */
import type { Coded, Failure, Parameters } from '../../shared/errors.ts'
import type { SentenceCode } from '../../shared/words/en/sentences.ts'
import type { Sentence } from '../../shared/words/sentence.ts'
import { strings } from './strings.ts'

export function sentenceOf(failure: Failure): string {
  const { message, said } = failure
  const own = knownSentence(failure)
  if (own === null) return message
  // The sentence that came holds what an agent said of it; ours stands before it.
  return said === undefined ? own : `${own} ${strings.failure.said(said)}`
}

/** The same failure, told in the language of the page. */
export function inOurWords(failure: Failure): Failure {
  return { ...failure, message: sentenceOf(failure) }
}

/** A failure the page itself finds. */
export function ourFailure(code: SentenceCode, parameters: Parameters = {}): Failure {
  const message = strings.sentences[code]?.(parameters)
  if (message === undefined || message === null) throw new Error(`a parameter is missing: ${String(code)}`)
  return { code, message, parameters }
}

const sentences: Readonly<Partial<Record<string, Sentence>>> = strings.sentences

/** Null where the page has no sentence for it. What an agent said of it is not in it. */
export function knownSentence({ code, parameters }: Coded): string | null {
  const sentence = Object.hasOwn(strings.sentences, code) ? sentences[code] : undefined
  if (sentence !== undefined) return sentence(parameters ?? {})
  return isRefusal(code) ? strings.failure.refusals[code] : null
}

function isRefusal(code: string): code is keyof typeof strings.failure.refusals {
  return Object.hasOwn(strings.failure.refusals, code)
}
