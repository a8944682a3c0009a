/**
 * The whole lines of a transcript from an offset on, a block at a time. Unlike the readers of one session it never
 * holds more than a block and one line of bounded length: what is longer is passed over, however long it is.
 */
import type { FileHandle } from 'node:fs/promises'
import { NEWLINE } from '../../transcript/lines/forwardLines.ts'

const BLOCK = 1024 * 1024
/** Bytes of a line that is still read: more than an answer ever has, results of tools are not counted. */
const LONGEST_LINE = 16 * 1024 * 1024

export interface LinesBlock {
  /** Whole lines with their newlines; valid until the next block is asked for. */
  readonly lines: Buffer
  /** Where the lines after these begin. */
  readonly next: number
  /** The first bytes of a line that was too long and stood behind these; null: there was none. */
  readonly passedOver: Buffer | null
}

/** Bytes of a line by which its kind is known. */
const HEAD = 512

/**
 * Ends at the last newline, or where the file ends now: what is behind it is given by `lastLine`. Rejects with the
 * file system's error.
 */
export async function* wholeLines(handle: FileHandle, from: number): AsyncGenerator<LinesBlock> {
  let buffer = Buffer.allocUnsafe(BLOCK)
  let offset = from
  let held = 0
  while (true) {
    if (held === buffer.length) {
      if (held >= LONGEST_LINE) {
        const passedOver = Buffer.from(buffer.subarray(0, HEAD))
        const next = await endOfLine(handle, offset + held)
        if (next === null) return
        yield { lines: buffer.subarray(0, 0), next, passedOver }
        buffer = Buffer.allocUnsafe(BLOCK)
        offset = next
        held = 0
        continue
      }
      buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)])
    }
    const { bytesRead } = await handle.read(buffer, held, buffer.length - held, offset + held)
    if (bytesRead === 0) return
    const end = held + buffer.subarray(held, held + bytesRead).lastIndexOf(NEWLINE) + 1
    const isWhole = end > held
    held += bytesRead
    if (!isWhole) continue
    yield { lines: buffer.subarray(0, end), next: offset + end, passedOver: null }
    buffer.copy(buffer, 0, end, held)
    held -= end
    offset += end
  }
}

/** What stands from `from` to the end of the file, when that is no more than a line may have; else nothing. */
export async function lastLine(handle: FileHandle, from: number): Promise<Buffer> {
  const { size } = await handle.stat()
  const length = size - from
  if (length <= 0 || length > LONGEST_LINE) return Buffer.alloc(0)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from)
  return buffer.subarray(0, bytesRead)
}

/** Behind the next newline; null when the line has no end yet. */
async function endOfLine(handle: FileHandle, from: number): Promise<number | null> {
  const buffer = Buffer.allocUnsafe(BLOCK)
  for (let at = from; ;) {
    const { bytesRead } = await handle.read(buffer, 0, BLOCK, at)
    if (bytesRead === 0) return null
    const newline = buffer.subarray(0, bytesRead).indexOf(NEWLINE)
    if (newline !== -1) return at + newline + 1
    at += bytesRead
  }
}
