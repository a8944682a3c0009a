/**
 * A session's metadata, counted from its transcript. Only what was appended since the last count is
 * read; the count so far travels in a checkpoint that others store (`store/`, as JSON). Called when
 * a turn ends, when a file changed outside, and when the database is rebuilt.
 */
import type { FileHandle } from 'node:fs/promises'
import { relative } from 'node:path'
import { z } from 'zod'
import type { SessionMetadata } from '../../../shared/session.ts'
import { openForeignFile } from '../../machine/openForeignFile.ts'
import { readFully } from '../lines/backwardLines.ts'
import { eachLine } from '../lines/forwardLines.ts'
import type { RecordFormat } from '../record/recordFormat.ts'
import { addLine, emptyTally, Tally, toMetadata } from './tally.ts'
import { placeOf, tokensIn } from './usageTally.ts'
import type { UsagePlace } from './usageTally.ts'

const count = z.number().int().nonnegative()
const FileCheckpoint = z.object({
  /** Bytes counted: the end of the last whole line. */
  offset: count,
  /** The bytes in front of `offset` (base64), to know the file again. */
  tail: z.string(),
  tally: Tally
})
type FileCheckpoint = z.infer<typeof FileCheckpoint>

/** How far a transcript and the files of its subagents are counted. Plain JSON. */
export const MetadataCheckpoint = z.object({
  version: z.literal(3),
  main: FileCheckpoint,
  /** By path in the session's folder of subagents. */
  subagents: z.record(z.string(), FileCheckpoint),
  /** Of a session that lies in several files, those before the newest, by file name (`partsMetadata.ts`). */
  earlier: z
    .record(z.string(), z.object({ main: FileCheckpoint, subagents: z.record(z.string(), FileCheckpoint) }))
    .optional()
})
export type MetadataCheckpoint = z.infer<typeof MetadataCheckpoint>

/** What a transcript and its subagents' add up to, and the checkpoint from which the next count goes on. */
export interface TranscriptAccount {
  /** Counts every branch, also rewound ones: their tokens were spent, their messages were said. */
  readonly metadata: SessionMetadata
  /** The last `custom-title`, null without one. */
  readonly title: string | null
  readonly cwd: string | null
  /** Time of the first message. */
  readonly startedAt: string | null
  readonly checkpoint: MetadataCheckpoint
}

/** Lines in which something stands that cannot be read, in all files of the session. */
export function unreadableLines({ main, subagents, earlier = {} }: MetadataCheckpoint): number {
  const parts = [{ main, subagents }, ...Object.values(earlier)]
  const files = parts.flatMap((part) => [part.main, ...Object.values(part.subagents)])
  return files.reduce((sum, { tally }) => sum + tally.unreadable, 0)
}

const TAIL = 32

/**
 * Counts a transcript. `previous` must be of the same file or null; when the file became shorter or
 * is another one, it is counted from the beginning. Rejects with the file system's error when the
 * file cannot be read.
 */
export async function readMetadata(
  file: string,
  previous: MetadataCheckpoint | null,
  format: RecordFormat
): Promise<TranscriptAccount> {
  /** API messages counted so far, in whichever file: forks and subagents hold copies. */
  const known = new Set<string>()
  const main = await countFile(file, previous?.main ?? null, (tally) =>
    placeOf(tally.usage, null, { known, format })
  )
  // Counted from its beginning, the session's own file has other stretches than those the subagents' counts name.
  const continued = main.isContinued ? previous : null
  const placeOfSubagent = (tally: Tally): UsagePlace =>
    placeOf(tally.usage, main.tally.usage, { known, format })
  const subagents: Record<string, FileCheckpoint> = {}
  let subagentTokens = 0
  for (const subagent of await format.beside.list(file)) {
    const name = relative(format.beside.folder(file) ?? '', subagent)
    const counted = await countFile(subagent, continued?.subagents[name] ?? null, placeOfSubagent)
    subagents[name] = counted.checkpoint
    subagentTokens += tokensIn(counted.tally.usage)
  }
  const { title, cwd, startedAt } = main.tally
  const checkpoint: MetadataCheckpoint = { version: 3, main: main.checkpoint, subagents }
  return { metadata: toMetadata(main.tally, subagentTokens), title, cwd, startedAt, checkpoint }
}

interface Counted {
  /** With a last line that has no newline yet. */
  readonly tally: Tally
  /** Without it: it may still grow. */
  readonly checkpoint: FileCheckpoint
  /** False when it was counted from its beginning. */
  readonly isContinued: boolean
}

async function countFile(
  file: string,
  previous: FileCheckpoint | null,
  placeFor: (tally: Tally) => UsagePlace
): Promise<Counted> {
  const handle = await openForeignFile(file, { followsLinks: true })
  try {
    const { size } = await handle.stat()
    const start = previous !== null && (await isStillThere(handle, size, previous)) ? previous : null
    return await countFrom(handle, size, start, placeFor)
  } finally {
    await handle.close()
  }
}

async function isStillThere(handle: FileHandle, size: number, previous: FileCheckpoint): Promise<boolean> {
  if (size < previous.offset) return false
  return (await tailOf(handle, previous.offset)) === previous.tail
}

async function tailOf(handle: FileHandle, offset: number): Promise<string> {
  const bytes = Buffer.alloc(Math.min(TAIL, offset))
  await readFully(handle, bytes, 0, bytes.length, offset - bytes.length)
  return bytes.toString('base64')
}

async function countFrom(
  handle: FileHandle,
  size: number,
  start: FileCheckpoint | null,
  placeFor: (tally: Tally) => UsagePlace
): Promise<Counted> {
  const tally = start === null ? emptyTally() : structuredClone(start.tally)
  const place = placeFor(tally)
  let offset = start?.offset ?? 0
  /** The last line, while it has no newline. */
  let open = Buffer.alloc(0)
  await eachLine(handle, { from: offset, to: size }, (line, at) => {
    const end = at + line.length + 1
    if (end > size) {
      open = Buffer.from(line)
      return false
    }
    addLine(tally, line, place)
    offset = end
    return true
  })
  const checkpoint: FileCheckpoint = {
    offset,
    tail: await tailOf(handle, offset),
    tally: structuredClone(tally)
  }
  if (open.length > 0) {
    const { unreadable } = tally
    addLine(tally, open, place)
    // It may still be being written.
    tally.unreadable = unreadable
  }
  return { tally, checkpoint, isContinued: start !== null }
}
