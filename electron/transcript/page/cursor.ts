/** The opaque place in a transcript from which the next older page is read. */
import { z } from 'zod'
import { Refusal } from '../../refusal.ts'

/** Where a page ended and what the next has to know of it; clients get it as one opaque text. */
export interface PageCursor {
  /** Byte offset of the oldest record that was read. Stays right when lines are appended. */
  readonly at: number
  /** The record to find next; null: whichever comes first. */
  readonly wanted: string | null
  /** Bytes behind `at` to begin at: tool results may lie there whose tool use is older than `at`. */
  readonly ahead: number
  /** What follows the wanted record: something may hang on it beside that (`SiblingsOf`). */
  readonly below?: 'row' | 'answer' | undefined
  /** Where the nearest boundary of a compaction begins behind `at`: what it kept may be written once more there. */
  readonly behind?: number | undefined
  /** From here on up to `at` no record that follows nothing is written again behind it; absent: not known. */
  readonly once?: number | undefined
}

const offset = z.number().int().nonnegative()
const below = z.enum(['row', 'answer']).nullish()
const Encoded = z.tuple([
  offset,
  z.string().min(1).max(220).nullable(),
  offset,
  below,
  offset.nullish(),
  offset.optional()
])

/** As base64url of JSON. An id of more than 220 characters is left out, so that a cursor always fits `PageQuery`. */
export function encodeCursor({ at, wanted, ahead, ...rest }: PageCursor): string {
  const encodable = wanted !== null && wanted.length <= 220 ? wanted : null
  const fields = [at, encodable, ahead, rest.below ?? null, rest.behind ?? null, rest.once ?? null]
  const used = fields.findLastIndex((field) => field !== null)
  return Buffer.from(JSON.stringify(fields.slice(0, Math.max(used + 1, 3)))).toString('base64url')
}

/** Throws `Refusal` 400 `bad_cursor` for anything `encodeCursor` has not made for this file. */
export function decodeCursor(text: string, fileSize: number): PageCursor {
  const [at, wanted, ahead, what, behind, once] = parseCursor(text)
  if (at + ahead > fileSize || (behind ?? 0) > fileSize) throw badCursor()
  const known = { ...(what ? { below: what } : null), ...(typeof behind === 'number' ? { behind } : null) }
  return { at, wanted, ahead, ...known, ...(once === undefined ? null : { once }) }
}

/** Whether everything that is older than the cursor lies before `offset`. */
export function endsBefore(text: string, offset: number): boolean {
  const [at, , ahead] = parseCursor(text)
  return at + ahead <= offset
}

function parseCursor(text: string): z.infer<typeof Encoded> {
  try {
    return Encoded.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch (cause) {
    throw badCursor(cause)
  }
}

function badCursor(cause?: unknown): Refusal {
  return new Refusal(400, 'bad_cursor', undefined, { cause })
}
