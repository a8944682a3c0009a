/** Finding within one session, all of it: `GET …/sessions/:sessionId/find?query=…`. */
import { z } from 'zod'
import { MessageId } from './ids.ts'

/**
 * `query` is plain text, no pattern; 1 to 500 UTF-16 units. `limit`: how many hits come back, not how many are
 * counted.
 */
export const FindQuery = z.object({
  query: z.string().min(1).max(500),
  limit: z.coerce.number().int().min(1).max(1000).default(200)
})

/** One place in a message of the active branch that holds what was looked for. */
export const FindHit = z.object({
  messageId: MessageId,
  /** Which block of that message, and how many hits precede this one in it. */
  blockIndex: z.number().int().nonnegative(),
  occurrence: z.number().int().nonnegative(),
  /** The line around it, at most 200 characters; `start` and `end` are UTF-16 units in it. */
  snippet: z.string(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative()
})
export type FindHit = z.infer<typeof FindHit>
/** Hits in the order of the transcript, the newest `limit` of them; case is ignored. */
export const FindResult = z.object({ hits: z.array(FindHit), total: z.number().int().nonnegative() })
export type FindResult = z.infer<typeof FindResult>
