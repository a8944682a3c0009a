/**
 * What has become of an original since it was copied. Transcripts only grow; one that was rewritten, cut or replaced is
 * found out by what it holds, never by its size and time alone.
 */
import type { FileHandle } from 'node:fs/promises'
import type { OriginalRow } from './copyIndex.ts'
import { readAt } from './scan.ts'
import { sha256Of, unpacked } from './segment.ts'
import { bytesOf, endOf, isWhole } from './versions.ts'
import type { Version } from './versions.ts'

export type Change =
  /** All of it is kept. */
  | { readonly kind: 'none' }
  /** What is kept still stands at its beginning. */
  | { readonly kind: 'grown'; readonly at: number }
  /** It is another: from `at` on it is to be copied, its first `common` bytes are as they were. */
  | { readonly kind: 'other'; readonly at: number; readonly common: number }

/** Of an open original that is so long and has this inode. */
export interface SeenOriginal {
  readonly handle: FileHandle
  readonly bytes: number
  readonly inode: string
}

/**
 * True when it is the same file and what was copied last of it still stands there. Costs one segment, whatever the size:
 * a file whose middle was changed in place while it grew as well is taken for one that grew.
 */
export async function hasOnlyGrown(original: SeenOriginal, row: OriginalRow): Promise<boolean> {
  if (original.inode !== row.inode || original.bytes <= row.kept || row.kept === 0) return false
  const last = await readAt(original.handle, row.lastAt, row.kept - row.lastAt)
  return sha256Of(last) === row.lastSha256
}

/** Reads all of it, beside what is kept. `copies`: the open file of the copies. */
export async function compareWhole(
  { handle, bytes }: SeenOriginal,
  version: Version,
  copies: FileHandle
): Promise<Change> {
  if (!isWhole(version)) return { kind: 'other', at: 0, common: 0 }
  for (const segment of version.segments) {
    const here = await readAt(handle, segment.at, Math.max(0, Math.min(segment.bytes, bytes - segment.at)))
    if (here.length === segment.bytes && sha256Of(here) === segment.sha256) continue
    const kept = unpacked(segment, await readAt(copies, segment.offset, segment.stored))
    const common = kept === null ? 0 : sameBytes(here, kept)
    if (kept !== null && segment.at + common === bytes) return { kind: 'none' }
    return { kind: 'other', at: segment.at, common: segment.at + common }
  }
  const kept = bytesOf(version)
  return bytes > kept ? { kind: 'grown', at: kept } : { kind: 'none' }
}

/** How many of their first bytes are the same. */
function sameBytes(one: Buffer, other: Buffer): number {
  const most = Math.min(one.length, other.length)
  if (one.subarray(0, most).equals(other.subarray(0, most))) return most
  let at = 0
  while (one[at] === other[at]) at += 1
  return at
}

/** Where the last segment of a version begins, and its checksum. */
export function lastOf(version: Version): Pick<OriginalRow, 'lastAt' | 'lastSha256' | 'kept'> {
  const last = version.segments.at(-1)
  if (last === undefined) return { lastAt: 0, lastSha256: '', kept: 0 }
  return { lastAt: last.at, lastSha256: last.sha256, kept: endOf(last) }
}
