/**
 * What a file has grown by since it was read last: from there on, whole lines only, some hundred kilobytes at a time. A
 * file that is another one by now, or became shorter, is known by the bytes in front of that place.
 */
import type { FileHandle } from 'node:fs/promises'
import { FileShrank, readFully } from '../../transcript/lines/backwardLines.ts'
import { NEWLINE } from '../../transcript/lines/forwardLines.ts'

/** How far a file has been read. */
export interface ReadTo {
  /** Bytes: the end of the last whole line. */
  readonly offset: number
  /** The bytes in front of it. */
  readonly tail: Buffer
}

export const NOTHING_READ: ReadTo = { offset: 0, tail: Buffer.alloc(0) }

const TAIL = 32
const CHUNK = 512 * 1024
/** A longer line is a picture or a mishap, and is passed over: to read it would take the memory of a whole app. */
const LONGEST_LINE = 24 * 1024 * 1024

/** Whether what was read is still what stands there. */
export async function isSameFile(
  handle: FileHandle,
  size: number,
  { offset, tail }: ReadTo
): Promise<boolean> {
  if (size < offset) return false
  return (await tailAt(handle, offset)).equals(tail)
}

export async function tailAt(handle: FileHandle, offset: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.min(TAIL, offset))
  await readFully(handle, bytes, 0, bytes.length, offset - bytes.length)
  return bytes
}

/** Whole lines, and where the first of them begins. */
export interface Lines {
  /** Valid until the next is asked for. */
  readonly bytes: Buffer
  readonly at: number
}

/** A last line without its newline is left: it may still be written. Rejects with `FileShrank`. */
export async function* linesFrom(handle: FileHandle, from: number, to: number): AsyncGenerator<Lines> {
  let buffer = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(to - from, 1)))
  let at = from
  let held = 0
  /** Within a line that is too long: nothing of it is held. */
  let isPassing = false
  while (at + held < to) {
    if (held === buffer.length) {
      if (held >= LONGEST_LINE) {
        isPassing = true
        at += held
        held = 0
      } else buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)])
    }
    const wanted = Math.min(buffer.length - held, to - at - held)
    const { bytesRead } = await handle.read(buffer, held, wanted, at + held)
    if (bytesRead === 0) throw new FileShrank()
    const end = buffer.subarray(held, held + bytesRead).lastIndexOf(NEWLINE)
    held += bytesRead
    if (end === -1) {
      if (isPassing) {
        at += held
        held = 0
      }
      continue
    }
    const whole = held - bytesRead + end + 1
    const begin = isPassing ? buffer.indexOf(NEWLINE) + 1 : 0
    isPassing = false
    yield { bytes: buffer.subarray(begin, whole), at: at + begin }
    buffer.copy(buffer, 0, whole, held)
    held -= whole
    at += whole
  }
}
