/** What a person is told, once, of a transcript in which lines are damaged. Called where a session is brought to life. Pure. */
import type { Failure } from '../../../shared/errors.ts'
import { unreadableLines } from '../../transcript/count/metadata.ts'
import type { MetadataCheckpoint } from '../../transcript/count/metadata.ts'

/** Null when everything could be read, or nothing has been counted yet. */
export function damagedLines(checkpoint: MetadataCheckpoint | null): Failure | null {
  const count = checkpoint === null ? 0 : unreadableLines(checkpoint)
  if (count === 0) return null
  const [lines, they] = count === 1 ? ['1 line', 'it'] : [`${count} lines`, 'they']
  return {
    code: 'transcript_damaged',
    message: `${lines} of this transcript could not be read: a write was cut off, and what ${they} said is lost. Everything else is here.`,
    parameters: { lines: count }
  }
}
