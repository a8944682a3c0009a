/**
 * The file that holds all copies of one session. It only grows; what a crash or a full disk cut off at its end is taken
 * away before anything is added, and nothing else ever is.
 */
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { constants } from 'node:fs'
import { dirname, join } from 'node:path'
import { codeOf } from '../../../shared/errors.ts'
import type { SessionId } from '../../../shared/ids.ts'
import { makeOwnFolder, noFollow } from '../../machine/ownFiles.ts'
import { readAt, scan } from './scan.ts'
import { END_BYTES, segmentBytes, unpacked } from './segment.ts'
import type { Segment, SegmentHead } from './segment.ts'

/** Where the copies of a session lie, below the vault's folder. */
export function copyPath(folder: string, sessionId: SessionId): string {
  return join(folder, 'copies', sessionId.slice(0, 2), `${sessionId}${COPY_ENDING}`)
}

export const COPY_ENDING = '.copies'
const forAdding = constants.O_RDWR | constants.O_CREAT | noFollow.read

export class CopyFile {
  readonly handle: FileHandle
  /** Where the next segment goes: all before it is whole. */
  #end: number

  private constructor(handle: FileHandle, end: number) {
    this.handle = handle
    this.#end = end
  }

  /**
   * `stored`: bytes that are known to be whole. Segments behind them were written by a process that died before they
   * counted: those that are whole are `adopted`, the rest is cut off.
   */
  static async open(
    path: string,
    stored: number
  ): Promise<{ readonly file: CopyFile; readonly adopted: readonly Segment[]; readonly isHarmed: boolean }> {
    makeOwnFolder(dirname(dirname(path)))
    makeOwnFolder(dirname(path))
    const handle = await open(path, forAdding, 0o600)
    try {
      const { size } = await handle.stat()
      // Shorter than what was flushed: somebody cut it. What is added goes behind what there is.
      const found = size < stored ? await scan(handle) : await scan(handle, stored)
      const adopted: Segment[] = []
      let end = Math.min(stored, size)
      if (size < stored) end = found.end
      else {
        for (const segment of found.segments) {
          if (unpacked(segment, await readAt(handle, segment.offset, segment.stored)) === null) break
          adopted.push(segment)
          end = segment.offset + segment.stored + END_BYTES
        }
      }
      if (size > end) await handle.truncate(end)
      return { file: new CopyFile(handle, end), adopted, isHarmed: size < stored }
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  get end(): number {
    return this.#end
  }

  /** Adds all of it or nothing. Rejects with the file system's error. */
  async add(head: Omit<SegmentHead, 'bytes' | 'sha256' | 'stored'>, bytes: Buffer): Promise<void> {
    const whole = segmentBytes(head, bytes)
    let done = 0
    try {
      while (done < whole.length) {
        done += (await this.handle.write(whole, done, whole.length - done, this.#end + done)).bytesWritten
      }
    } catch (error) {
      await this.#cut()
      throw error
    }
    this.#end += whole.length
  }

  /** What stands behind the end is cut off when it is opened next, where it cannot be now. */
  async #cut(): Promise<void> {
    try {
      await this.handle.truncate(this.#end)
    } catch (error) {
      if (codeOf(error) === null) throw error
    }
  }
}
