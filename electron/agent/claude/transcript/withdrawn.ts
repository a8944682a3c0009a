/**
 * The notice that the program has taken back what an answer had said: the lines are gone from the transcript, and the
 * record that says so names them. Pure; used by `claudeRecord.ts` and `userRecord.ts`.
 */
import type { NoticeFacts } from '../../../../shared/session.ts'
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
  const piece = notice(record, place, 'info', [sentences[why], words ?? ''].join(' ').trim())
  return { ...piece, message: { ...piece.message, facts: { code: 'answer_withdrawn', why, said: words } } }
}

const sentences: Readonly<Record<Withdrawn['why'], string>> = {
  refused: 'The model refused to go on, and what it had said was taken back.',
  unreadable:
    'The model called a tool in a way that cannot be read. Its answer was taken back, and it is asked again.'
}
