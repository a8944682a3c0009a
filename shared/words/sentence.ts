/**
 * What a sentence about something that went wrong is made of. A language has one for every code there is
 * (`en/sentences.ts` declares them), a page in English those alone that it finds itself.
 */
import type { Parameters } from '../errors.ts'

/** Null when a parameter it needs did not come with the code, as from an older server: then the server's own sentence is shown. */
export type Sentence = (given: Parameters) => string | null

/** Why an agent cannot run here, and what helps: two sentences, shown apart. */
export interface ReadinessWords {
  readonly reason: string
  readonly remedy: string
}

/** As `Sentence`; null when a parameter it needs is missing. */
export type Readiness = (given: Parameters) => ReadinessWords | null

/** The sentence for one of several things that share a code. */
export function oneOf(
  which: string | number | undefined,
  sentences: Readonly<Record<string, string>>
): string | null {
  return which !== undefined && Object.hasOwn(sentences, which) ? (sentences[which] ?? null) : null
}
