/** What a person is told, once, of a transcript in which lines are damaged. Called where a session is brought to life. Pure. */
import type { Failure } from '../../../shared/errors.ts'
import { ourFailure } from '../../ourFailure.ts'
import { unreadableLines } from '../../transcript/count/metadata.ts'
import type { MetadataCheckpoint } from '../../transcript/count/metadata.ts'

/** Null when everything could be read, or nothing has been counted yet. */
export function damagedLines(checkpoint: MetadataCheckpoint | null): Failure | null {
  const count = checkpoint === null ? 0 : unreadableLines(checkpoint)
  return count === 0 ? null : ourFailure('transcript_damaged', { lines: count })
}
