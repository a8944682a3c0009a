/**
 * What the server asks its worker of history. Each part of history says in its own folder which questions it answers
 * (`Question`), and how (`answering`); both ends parse what comes from the other thread by the same schemas.
 */
import type { z } from 'zod'

/** One question: what goes with it and what comes back, as plain data. */
export interface Question<Ask, Answer> {
  readonly name: string
  readonly ask: z.ZodType<Ask>
  readonly answer: z.ZodType<Answer>
}

/** How the worker answers the questions of one name. */
export interface Handler {
  readonly name: string
  /** Rejects with a `Refusal` to refuse. `signal`: nobody waits for it any more. */
  readonly answer: (ask: unknown, signal: AbortSignal) => Promise<unknown>
}

export function answering<Ask, Answer>(
  { name, ask }: Question<Ask, Answer>,
  answer: (ask: Ask, signal: AbortSignal) => Promise<Answer>
): Handler {
  return { name, answer: (asked, signal) => answer(ask.parse(asked), signal) }
}
