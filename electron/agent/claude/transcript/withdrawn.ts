/**
 * The notice that the program has taken back what an answer had said: the lines are gone from the transcript, and the
 * record that says so names them. Pure; used by `claudeRecord.ts` and `userRecord.ts`.
 */
import type { NoticeFacts } from '../../../../shared/session.ts'
import { failure } from '../../../../shared/words/en/page/failure.ts'
import type { Fields } from '../../../transcript/record/fields.ts'
import { notice } from '../../../transcript/record/pieces.ts'
import type { Piece, Place } from '../../../transcript/record/pieces.ts'

type Withdrawn = Extract<NoticeFacts, { code: 'answer_withdrawn' }>

/** Null for a record that takes nothing back. `said`: the program's words about it. */
export function withdrawnIn(
  record: Fields,
  place: Place,
  why: Withdrawn['why'],
  said: string | null
): Piece | null {
  // What nobody had been told is taken back from nobody.
  const gone = record['retractedWireUuids'] ?? record['retractedMessageUuids']
  if (!Array.isArray(gone) || gone.length === 0) return null
  const words = said === null || said === '' ? null : said
  const piece = notice(record, place, 'info', [failure.withdrawn[why], words ?? ''].join(' ').trim())
  return { ...piece, message: { ...piece.message, facts: { code: 'answer_withdrawn', why, said: words } } }
}
