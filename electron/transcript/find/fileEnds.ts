/** Reads the first and the last lines of a file, however long it is: where what is true of a whole session stands. */
import type { FileHandle } from 'node:fs/promises'
import { linesIn, NEWLINE } from '../lines/forwardLines.ts'

const FIRST_PIECE = 64 * 1024
/** The first lines are looked through up to here. */
const LARGEST_BEGINNING = 2 * 1024 * 1024
const END = 64 * 1024

/** Calls `take` with each of the first lines, until it says that it has enough. Rejects with the file system's error. */
export async function eachFirstLine(
  handle: FileHandle,
  size: number,
  take: (line: Buffer) => boolean
): Promise<void> {
  let done = 0
  for (let wanted = FIRST_PIECE; done < size; wanted *= 4) {
    const bytes = await bytesAt(handle, done, Math.min(wanted, size - done))
    const end = done + bytes.length === size ? bytes.length : bytes.lastIndexOf(NEWLINE) + 1
    for (const { line } of linesIn(bytes.subarray(0, end))) if (take(line)) return
    done += end
    if (bytes.length === 0 || wanted >= LARGEST_BEGINNING) return
  }
}

/** The whole lines in the last 64 KB, the newest first. Rejects with the file system's error. */
export async function lastLines(handle: FileHandle, size: number): Promise<readonly Buffer[]> {
  const from = Math.max(0, size - END)
  const lines = [...linesIn(await bytesAt(handle, from, size - from))].slice(from === 0 ? 0 : 1)
  return lines.map(({ line }) => line).toReversed()
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
