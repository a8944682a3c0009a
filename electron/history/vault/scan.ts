/** Finds the segments in the file of a session's copies, reading their heads only. */
import type { FileHandle } from 'node:fs/promises'
import { END_BYTES, MOST_HEAD_BYTES, markBytes, readHead } from './segment.ts'
import type { Segment } from './segment.ts'

export interface Scan {
  readonly segments: readonly Segment[]
  /** Where the last whole segment ends: what stands behind it was cut off while it was written. */
  readonly end: number
  /** Something between segments is none: it was harmed after it was written. */
  readonly isHarmed: boolean
}

/** Of the file from `from` on, where a segment begins. Rejects with the file system's error. */
export async function scan(handle: FileHandle, from = 0): Promise<Scan> {
  const { size } = await handle.stat()
  const segments: Segment[] = []
  let at = from
  let end = from
  let isHarmed = false
  while (at < size) {
    const found = readHead(await readAt(handle, at, Math.min(MOST_HEAD_BYTES, size - at)))
    const next = found === null ? size + 1 : at + found.length + found.head.stored + END_BYTES
    if (found !== null && next <= size) {
      segments.push({ ...found.head, offset: at + found.length })
      isHarmed ||= end !== at
      at = next
      end = next
      continue
    }
    const further = await findMark(handle, at + 1, size)
    if (further === null) break
    at = further
  }
  return { segments, end, isHarmed }
}

/** Bytes that are looked through at a time for where the next segment begins. */
const PIECE_BYTES = 1024 * 1024

async function findMark(handle: FileHandle, from: number, size: number): Promise<number | null> {
  for (let at = from; at < size; at += PIECE_BYTES) {
    const piece = await readAt(handle, at, Math.min(PIECE_BYTES + markBytes.length - 1, size - at))
    const found = piece.indexOf(markBytes)
    if (found !== -1) return at + found
  }
  return null
}

/** These bytes, or fewer at the end of the file. */
export async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, at + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.subarray(0, done)
}
