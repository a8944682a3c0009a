/**
 * What of a session's files can be told without reading them: a count that was made of other files than these is old.
 * A database that lost what was written to it last keeps such counts, and so does one whose transcripts were changed by
 * somebody else while Skein did not run. Asked by `PastCount`; compared by `staleCounts.ts`.
 */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { codeOf } from '../../../shared/errors.ts'
import { parseJson } from '../../../shared/parseJson.ts'
import type { MetadataCheckpoint } from '../../transcript/count/metadata.ts'

export interface SeenFiles {
  /** Name and size of each. Transcripts only grow; a time would also change with a copy that is put back. */
  readonly stamp: string
  /** Of all of them together. */
  readonly size: number
  readonly count: number
}

/** Files that are not there are left out. Null when there is none. */
export async function seeFiles(files: readonly string[]): Promise<SeenFiles | null> {
  const seen: { name: string; size: number }[] = []
  for (const file of files) {
    try {
      const { size } = await stat(file)
      seen.push({ name: basename(file), size })
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
    }
  }
  if (seen.length === 0) return null
  return {
    stamp: seen.map(({ name, size }) => `${name} ${size}`).join('\n'),
    size: seen.reduce((sum, { size }) => sum + size, 0),
    count: seen.length
  }
}

/** What a row's checkpoint says of the files it was counted from; an older Skein wrote no stamp. */
const CountedFiles = z.object({
  version: z.literal(3),
  stamp: z.string().optional(),
  goesOnIn: z.string().nullable().optional(),
  main: z.object({ offset: z.number() }).optional()
})

/**
 * The checkpoint as its row keeps it; null where there is nothing to go on from.
 * @param goesOnIn the conversation its agent would go on in, when its transcript is there or ever was; else null
 */
export function withStamp(
  checkpoint: MetadataCheckpoint | null,
  seen: SeenFiles | null,
  goesOnIn: string | null
): string | null {
  if (seen === null && checkpoint === null && goesOnIn === null) return null
  return JSON.stringify({ version: 3, ...checkpoint, ...(seen && { stamp: seen.stamp }), goesOnIn })
}

/**
 * Whether the transcript of this conversation was ever there when the row was counted. What an agent never wrote (its
 * first turn failed, or ended before its first word) is not missed.
 */
export function wasThere(
  checkpoint: string | null,
  { sessionId, conversation }: { readonly sessionId: string; readonly conversation: string }
): boolean {
  const counted = CountedFiles.safeParse(parseJson(checkpoint))
  if (!counted.success) return false
  const { goesOnIn, main } = counted.data
  // Counted by the worker of history, or by an older Skein: then of the session's own file.
  return goesOnIn === undefined ? main !== undefined && sessionId === conversation : goesOnIn === conversation
}

/**
 * Whether what was counted is what lies there. Without a stamp the size alone tells, and of a single file: then what is
 * said twice, here and beside the transcript, is counted again once.
 */
export function isCountOf(checkpoint: string | null, seen: SeenFiles): boolean {
  const counted = CountedFiles.safeParse(parseJson(checkpoint))
  if (!counted.success) return false
  const { stamp, main } = counted.data
  return stamp === undefined ? seen.count === 1 && seen.size === main?.offset : stamp === seen.stamp
}
