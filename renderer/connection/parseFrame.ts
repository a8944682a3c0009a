/** Turns the text of a frame into one of our shapes, once, where it enters. */
import type { z } from 'zod'
import { describeIssues, messageOf } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import { ourFailure } from '../strings/sentenceOf.ts'

export type ParsedFrame<T> =
  { readonly ok: true; readonly frame: T } | { readonly ok: false; readonly error: Failure }

export function parseFrame<T>(schema: z.ZodType<T>, text: string): ParsedFrame<T> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (thrown) {
    return notUnderstood(messageOf(thrown))
  }
  const parsed = schema.safeParse(body)
  return parsed.success ? { ok: true, frame: parsed.data } : notUnderstood(describeIssues(parsed.error))
}

function notUnderstood(detail: string): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: ourFailure('bad_frame', { from: 'server', reason: detail }) }
}
