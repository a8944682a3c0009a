/**
 * Lines of a file, newest first, read in chunks that grow from 256 KB to 1 MB into one buffer that
 * is used again, so that a page costs the same in a file of any size. Used by `readPage.ts`,
 * `findNewest.ts` and `append.ts`. Blank lines are given too; the last line may be torn.
 */
import type { FileHandle } from 'node:fs/promises'

const FIRST_CHUNK = 256 * 1024
const LARGEST_CHUNK = 1024 * 1024
const NEWLINE = 10

/** The file became shorter while it was read: what was read may not belong together. */
export class FileShrank extends Error {
  constructor() {
    super('the file became shorter while it was read')
    this.name = 'FileShrank'
  }
}

/** A line in the reader's one buffer. */
export interface BackwardLine {
  /** Where the line begins in the file. */
  readonly offset: number
  /** Without its newline. Valid until the next `fill` or `lineAt`. */
  readonly bytes: Buffer
}

/**
 * One walk over one open file from its end, or a given byte, to its start. Closes nothing: the handle is its
 * maker's.
 */
export class BackwardLines {
  readonly #handle: FileHandle
  #buffer = Buffer.allocUnsafe(2 * FIRST_CHUNK)
  #chunk = FIRST_CHUNK
  /** File offset of the first byte held; the bytes held are `#buffer[#low, #high)`, those behind them were given. */
  #start: number
  #low: number
  #high: number

  /** Reads backwards from `end`, a byte offset at the beginning of a line or the end of the file. */
  constructor(handle: FileHandle, end: number) {
    this.#handle = handle
    this.#start = end
    this.#low = this.#buffer.length
    this.#high = this.#buffer.length
  }

  /** Another reader of the same file, from another place; for what is looked for ahead. */
  from(end: number): BackwardLines {
    return new BackwardLines(this.#handle, end)
  }

  /** Goes (back) to another place. What is held of it already is not read again. */
  seek(end: number): void {
    const at = this.#low + end - this.#start
    if (at > this.#low && at <= this.#buffer.length) {
      this.#high = at
      return
    }
    this.#start = end
    this.#low = this.#buffer.length
    this.#high = this.#buffer.length
    this.#chunk = FIRST_CHUNK
  }

  /** The next older line that is held whole, or null: `fill` first. */
  take(): BackwardLine | null {
    if (this.#high === this.#low) return null
    const buffer = this.#buffer
    const newline = buffer[this.#high - 1] === NEWLINE ? this.#high - 1 : this.#high
    // Nothing in front of the newline: an empty line, or one that has not been read yet.
    const before = newline === this.#low ? -1 : buffer.lastIndexOf(NEWLINE, newline - 1)
    const begin = before < this.#low ? this.#low : before + 1
    if (before < this.#low && this.#start > 0) return null
    this.#high = begin
    return { offset: this.#start + begin - this.#low, bytes: buffer.subarray(begin, newline) }
  }

  /** Reads the chunk in front of what is held. False at the beginning of the file. */
  async fill(): Promise<boolean> {
    if (this.#start === 0) return false
    const size = Math.min(this.#chunk, this.#start)
    this.#chunk = Math.min(2 * this.#chunk, LARGEST_CHUNK)
    this.#makeRoom(size)
    await readFully(this.#handle, this.#buffer, this.#low - size, size, this.#start - size)
    this.#low -= size
    this.#start -= size
    return true
  }

  /** A line met before, once more: from the buffer if it is still there, else from the file. */
  async lineAt(offset: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length)
    const at = this.#low + offset - this.#start
    if (offset >= this.#start && at + length <= this.#buffer.length) {
      this.#buffer.copy(bytes, 0, at, at + length)
    } else {
      await readFully(this.#handle, bytes, 0, length, offset)
    }
    return bytes
  }

  /** Moves what is held to the end of the buffer, a larger one if need be, to read `size` in front of it. */
  #makeRoom(size: number): void {
    if (this.#low >= size) return
    const held = this.#high - this.#low
    const capacity = this.#buffer.length
    const target =
      held + size <= capacity ? this.#buffer : Buffer.allocUnsafe(Math.max(2 * held, held + size))
    this.#buffer.copy(target, target.length - held, this.#low, this.#high)
    this.#buffer = target
    this.#low = target.length - held
    this.#high = target.length
  }
}

/** Fills `length` bytes of `buffer` at `at`. Throws `FileShrank` when the file ends before that. */
export async function readFully(
  handle: FileHandle,
  buffer: Buffer,
  at: number,
  length: number,
  position: number
): Promise<void> {
  let done = 0
  while (done < length) {
    const { bytesRead } = await handle.read(buffer, at + done, length - done, position + done)
    if (bytesRead === 0) throw new FileShrank()
    done += bytesRead
  }
}
