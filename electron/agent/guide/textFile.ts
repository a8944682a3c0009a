/** The beginning of a file as text, or why it is none. Used by the guide's `read`, `edit` and `search`. */
import { openRegularFile } from '../../machine/openForeignFile.ts'
import { beginningOf } from '../../machine/readForeignFile.ts'

export type TextFile =
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number; readonly isWhole: boolean }
  | { readonly kind: 'binary'; readonly bytes: number }

/**
 * Reads at most `limit` bytes of a regular file; half a character at the cut is left out. Rejects as `fs` does, and
 * with `NotRegularFile`: the path was resolved, so that a link which stands there now was put there since.
 */
export async function readTextFile(file: string, limit: number): Promise<TextFile> {
  const opened = await openRegularFile(file, { followsLinks: false })
  const { size } = opened.stats
  try {
    const { bytes, isWhole } = await beginningOf(opened, limit)
    const text = decode(bytes, isWhole)
    return text === null ? { kind: 'binary', bytes: size } : { kind: 'text', text, bytes: size, isWhole }
  } finally {
    await opened.handle.close()
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
