/**
 * Lines of a file, oldest first, a slice at a time, with pauses so that others get their turn on the
 * loop; and of bytes that are in memory already. Pages are read from the end, by `backwardLines.ts`.
 */
import type { FileHandle } from 'node:fs/promises'
import { FileShrank } from './backwardLines.ts'
import { Slices } from '../../slices.ts'

const SLICE = 1024 * 1024

/** The byte between two lines; JSON escapes it inside of strings, so it is never within one. */
export const NEWLINE = 10

/** Bytes of a file: from `from` on, without `to`. */
export interface Span {
  readonly from: number
  readonly to: number
}

/**
 * Calls `visit` with each line (without its newline, valid until it returns) and its offset; one that
 * returns false ends the reading. A last line without a newline is given too: it may be torn.
 */
export async function eachLine(
  handle: FileHandle,
  span: Span,
  visit: (line: Buffer, offset: number) => boolean
): Promise<void> {
  const slices = new Slices()
  await eachBlock(handle, span, async (block, offset) => {
    for (const { line, at } of linesIn(block)) {
      if (!visit(line, offset + at)) return false
      if (slices.isOver) await slices.rest()
    }
    return true
  })
}

/** As `eachLine`, but many whole lines at a time, some 1 MB. Valid until what `visit` gives is there. */
export async function eachBlock(
  handle: FileHandle,
  { from, to }: Span,
  visit: (lines: Buffer, offset: number) => Promise<boolean>
): Promise<void> {
  let buffer = Buffer.allocUnsafe(Math.min(SLICE, Math.max(to - from, 1)))
  let offset = from
  let held = 0
  while (offset + held < to) {
    if (held === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)])
    const wanted = Math.min(buffer.length - held, to - offset - held)
    const { bytesRead } = await handle.read(buffer, held, wanted, offset + held)
    if (bytesRead === 0) throw new FileShrank()
    const read = buffer.subarray(held, held + bytesRead)
    const end = held + read.lastIndexOf(NEWLINE) + 1
    held += bytesRead
    if (end === held - bytesRead) continue
    if (!(await visit(buffer.subarray(0, end), offset))) return
    buffer.copy(buffer, 0, end, held)
    held -= end
    offset += end
  }
  if (held > 0) await visit(buffer.subarray(0, held), offset)
}

/** As `linesIn`, without a last line that has no newline yet: it may still be written. */
export function wholeLinesIn(block: Buffer): ReturnType<typeof linesIn> {
  return linesIn(block.subarray(0, block.lastIndexOf(NEWLINE) + 1))
}

/** The lines of a block, without their newlines, and where each begins in it. */
export function* linesIn(block: Buffer): Generator<{ readonly line: Buffer; readonly at: number }> {
  for (let at = 0; at < block.length;) {
    const newline = block.indexOf(NEWLINE, at)
    const end = newline === -1 ? block.length : newline
    yield { line: block.subarray(at, end), at }
    at = end + 1
  }
}
