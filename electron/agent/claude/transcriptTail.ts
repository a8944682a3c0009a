/** The end of a transcript that is being written: the lines that stand there whole behind an offset. */
import { open } from 'node:fs/promises'
import { codeOf } from '../../../shared/errors.ts'
import { wholeLinesIn } from '../../transcript/lines/forwardLines.ts'

/** More than a turn's lines; what is further behind is the transcript's to tell. */
const READ_LIMIT = 8 * 1024 * 1024

/** Whole ones only: the last may still be written. */
export function linesIn(bytes: Buffer): Buffer[] {
  return Array.from(wholeLinesIn(bytes), ({ line }) => line)
}

/** All bytes behind `offset`, and from where: the last `READ_LIMIT` of them when there are more. */
export async function readFrom(file: string, offset: number): Promise<{ bytes: Buffer; from: number }> {
  const size = (await sizeOf(file)) ?? 0
  if (size <= offset) return { bytes: Buffer.alloc(0), from: offset }
  const from = Math.max(offset, size - READ_LIMIT)
  const handle = await open(file, 'r')
  try {
    const bytes = Buffer.alloc(size - from)
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
    return { bytes: bytes.subarray(0, bytesRead), from }
  } finally {
    await handle.close()
  }
}

/** In bytes; null when there is no such file. Rejects with what else the disk says. */
export async function sizeOf(file: string): Promise<number | null> {
  try {
    const handle = await open(file, 'r')
    try {
      return (await handle.stat()).size
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
