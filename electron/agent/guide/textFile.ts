/** The beginning of a file as text, or why it is none. Used by the guide's `read` and `search`. */
import { open } from 'node:fs/promises'

export type TextFile =
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number; readonly isWhole: boolean }
  | { readonly kind: 'binary'; readonly bytes: number }

/** Reads at most `limit` bytes of a regular file; half a character at the cut is left out. Rejects as `fs` does. */
export async function readTextFile(file: string, limit: number): Promise<TextFile> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const buffer = Buffer.alloc(Math.min(size, limit))
    let filled = 0
    while (filled < buffer.length) {
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, filled)
      if (bytesRead === 0) break // it shrank while it was read
      filled += bytesRead
    }
    const isWhole = size <= limit
    const text = decode(buffer.subarray(0, filled), isWhole)
    return text === null ? { kind: 'binary', bytes: size } : { kind: 'text', text, bytes: size, isWhole }
  } finally {
    await handle.close()
  }
}

/** Null when it is not UTF-8 or holds a NUL, which no text does. */
function decode(bytes: Buffer, isWhole: boolean): string | null {
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole })
  } catch {
    return null // the decoder's way to say that this is not UTF-8
  }
}
