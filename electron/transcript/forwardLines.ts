/**
 * Lines of a file, oldest first, a slice at a time, with pauses so that others get their turn on the
 * loop. Used by `branchTree.ts` and `branchChoice.ts`; pages are read from the end, by `backwardLines.ts`.
 */
import type { FileHandle } from 'node:fs/promises'
import { FileShrank } from './backwardLines.ts'
import { Slices } from './slices.ts'

const SLICE = 1024 * 1024
const NEWLINE = 10

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
  { from, to }: Span,
  visit: (line: Buffer, offset: number) => boolean
): Promise<void> {
  let buffer = Buffer.allocUnsafe(Math.min(SLICE, Math.max(to - from, 1)))
  let offset = from
  let held = 0
  const slices = new Slices()
  while (offset + held < to) {
    if (held === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)])
    const wanted = Math.min(buffer.length - held, to - offset - held)
    const { bytesRead } = await handle.read(buffer, held, wanted, offset + held)
    if (bytesRead === 0) throw new FileShrank()
    let searchFrom = held
    let begin = 0
    held += bytesRead
    const bytes = buffer.subarray(0, held)
    for (let end = bytes.indexOf(NEWLINE, searchFrom); end !== -1; end = bytes.indexOf(NEWLINE, searchFrom)) {
      if (!visit(bytes.subarray(begin, end), offset + begin)) return
      begin = end + 1
      searchFrom = begin
      if (slices.isOver) await slices.rest()
    }
    buffer.copy(buffer, 0, begin, held)
    held -= begin
    offset += begin
  }
  if (held > 0) visit(buffer.subarray(0, held), offset)
}
