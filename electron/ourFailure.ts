/** What the server says in English, by code: failures and notices take their sentences from one table of words. Pure. */
import type { Coded, Failure, Parameters } from '../shared/errors.ts'
import { readiness } from '../shared/words/en/readiness.ts'
import type { ReadinessCode } from '../shared/words/en/readiness.ts'
import { sentences } from '../shared/words/en/sentences.ts'
import type { SentenceCode } from '../shared/words/en/sentences.ts'
import type { ReadinessWords } from '../shared/words/sentence.ts'

/** A failure that is one of ours: its sentence can be said again from its code. */
export interface OurFailure extends Failure {
  code: SentenceCode
}

/** A sentence, and the same as its code. */
export interface OurWords {
  readonly text: string
  /** Null for what is told by the failure it is about. */
  readonly told: Coded | null
}

/** The English sentence; where something it names is missing, which a test finds, that something went wrong. */
function sentenceOf(code: SentenceCode, parameters: Parameters = {}): string {
  return sentences[code](parameters) ?? sentences.internal({}) ?? code
}

export function ourFailure(code: SentenceCode, parameters?: Parameters): OurFailure {
  const message = sentenceOf(code, parameters)
  return parameters === undefined ? { code, message } : { code, message, parameters: { ...parameters } }
}

/** What Skein itself says in a session. */
export function ourWords(code: SentenceCode, parameters?: Parameters): { text: string; told: Coded } {
  const text = sentenceOf(code, parameters)
  return { text, told: parameters === undefined ? { code } : { code, parameters: { ...parameters } } }
}

/** Why an agent cannot run here, and what helps. */
export function ourReadiness(code: ReadinessCode, parameters: Parameters): ReadinessWords {
  return readiness[code](parameters) ?? { reason: sentenceOf('internal'), remedy: '' }
}
