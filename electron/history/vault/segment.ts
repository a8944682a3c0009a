/**
 * One segment of a copy as it stands in the file of its session: a line that says what it is, with a checksum of that
 * line, and behind it the bytes, compressed. Segments are only ever added, so what was kept once is not written again.
 * zstd at its first level: measured in `docs/adr/0041-the-vault-is-one-file-a-session.md`.
 */
import { hash } from 'node:crypto'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { z } from 'zod'
import { parseJson } from '../../../shared/parseJson.ts'

/** Bytes of an original in one segment: some milliseconds of work, so that questions come in between. */
export const SEGMENT_BYTES = 1024 * 1024

/** What a segment says of itself. */
export const SegmentHead = z.object({
  agent: z.string(),
  /** The transcript its session had: files of one session that lay in two places are told apart by it. */
  place: z.string(),
  /** The original, a full path. */
  file: z.string(),
  /** Rises by one whenever the original was no longer what it had been. */
  version: z.number().int().positive(),
  /** Where in the original it stood. */
  at: z.number().int().nonnegative(),
  /** 0 of a file that was empty. */
  bytes: z.number().int().min(0).max(SEGMENT_BYTES),
  /** Of the first segment of a later version: how many bytes at its beginning are those of the version before. */
  common: z.number().int().nonnegative().optional(),
  /** Of the first segment of a version that was copied because the one before was harmed on our disk. */
  heals: z.literal(true).optional(),
  /** SHA-256 of the bytes as they were. */
  sha256: z.string().length(64),
  /** Bytes it takes compressed. */
  stored: z.number().int().positive()
})
export type SegmentHead = z.infer<typeof SegmentHead>

/** A segment that was found, and where its compressed bytes begin. */
export interface Segment extends SegmentHead {
  readonly offset: number
}

/** With what each segment begins. */
const MARK = 'skein-segment-1 '
const CHECK_LENGTH = 16
/** No line of a segment is longer: two paths and some numbers. */
export const MOST_HEAD_BYTES = 16 * 1024
export const markBytes = Buffer.from(MARK)

export function sha256Of(bytes: Uint8Array): string {
  return hash('sha256', bytes)
}

/** The segment whole, as it is written. */
export function segmentBytes(head: Omit<SegmentHead, 'bytes' | 'sha256' | 'stored'>, bytes: Buffer): Buffer {
  const packed = zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
  const said = JSON.stringify({
    ...head,
    bytes: bytes.length,
    sha256: sha256Of(bytes),
    stored: packed.length
  })
  return Buffer.concat([Buffer.from(`${MARK}${checkOf(said)} ${said}\n`), packed, newline])
}

/** The bytes as they were; null when they are not what was kept. */
export function unpacked({ bytes, sha256 }: SegmentHead, packed: Buffer): Buffer | null {
  try {
    const whole = zstdDecompressSync(packed, { maxOutputLength: Math.max(1, bytes) })
    return whole.length === bytes && sha256Of(whole) === sha256 ? whole : null
  } catch {
    return null // No zstd any more: what was flipped was in its own words.
  }
}

/** The head that begins with these bytes and the length of its line; null when none does, whole and unharmed. */
export function readHead(bytes: Buffer): { readonly head: SegmentHead; readonly length: number } | null {
  const end = bytes.indexOf(0x0a)
  if (end === -1 || !bytes.subarray(0, markBytes.length).equals(markBytes)) return null
  const check = bytes.toString('latin1', markBytes.length, markBytes.length + CHECK_LENGTH)
  const said = bytes.toString('utf8', markBytes.length + CHECK_LENGTH + 1, end)
  if (checkOf(said) !== check) return null
  const head = SegmentHead.safeParse(parseJson(said))
  return head.success ? { head: head.data, length: end + 1 } : null
}

/** Bytes of a segment behind its compressed ones. */
export const END_BYTES = 1
const newline = Buffer.from('\n')

function checkOf(said: string): string {
  return hash('sha256', said).slice(0, CHECK_LENGTH)
}
