/**
 * The metadata of a session that lies in several transcripts, one after another (its agent has cleared its
 * context): the sum of its files, each counted on from where it was counted before. Called by
 * both kinds of `TranscriptSource`, in an agent's folder and in `agent/ourTranscripts.ts`.
 */
import { basename } from 'node:path'
import { codeOf } from '../../../shared/errors.ts'
import { joinedMetadata } from '../../../shared/session.ts'
import { readMetadata } from './metadata.ts'
import type { MetadataCheckpoint, TranscriptAccount } from './metadata.ts'
import type { RecordFormat } from '../record/recordFormat.ts'

/**
 * `files` oldest first, the one that is written on last. `previous` may be of any of them. Null when there is no
 * file. Rejects with the file system's error when the newest cannot be read.
 */
export async function readPartsMetadata(
  files: readonly string[],
  previous: MetadataCheckpoint | null,
  format: RecordFormat
): Promise<TranscriptAccount | null> {
  const newest = files.at(-1)
  if (newest === undefined) return null
  const account = await readMetadata(newest, previous, format)
  if (files.length === 1) return account
  const counts: [string, NonNullable<MetadataCheckpoint['earlier']>[string]][] = []
  let sum = account
  for (const file of files.slice(0, -1).toReversed()) {
    const counted = await accountOf(file, previous, format)
    if (counted === null) continue
    const { main, subagents } = counted.checkpoint
    counts.unshift([basename(file), { main, subagents }])
    sum = joined(counted, sum)
  }
  return { ...sum, checkpoint: { ...account.checkpoint, earlier: Object.fromEntries(counts) } }
}

/** Null when the file is gone since it was found. */
async function accountOf(
  file: string,
  previous: MetadataCheckpoint | null,
  format: RecordFormat
): Promise<TranscriptAccount | null> {
  const before = previous?.earlier?.[basename(file)]
  try {
    return await readMetadata(file, before === undefined ? previous : { version: 3, ...before }, format)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

function joined(older: TranscriptAccount, newer: TranscriptAccount): TranscriptAccount {
  return {
    metadata: joinedMetadata(older.metadata, newer.metadata),
    title: newer.title ?? older.title,
    cwd: older.cwd ?? newer.cwd,
    startedAt: older.startedAt ?? newer.startedAt,
    checkpoint: newer.checkpoint
  }
}
