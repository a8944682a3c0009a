/** Looks for a text in the first records of a transcript, where what is true of the whole file stands. */
import { openForeignFile } from '../../machine/openForeignFile.ts'
import { parseLine } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { linesIn } from '../lines/forwardLines.ts'

const FIRST_HEAD = 16 * 1024
const LARGEST_HEAD = 2 * 1024 * 1024

/**
 * What `textOf` gives for the first record for which it gives a text, among those with `key` in the first 2 MB of the
 * file; null when it gives none. Rejects with the file system's error.
 */
export async function readHead(
  file: string,
  key: string,
  textOf: (record: Fields) => string | null
): Promise<string | null> {
  const handle = await openForeignFile(file, { followsLinks: true })
  try {
    for (let size = FIRST_HEAD; ; size *= 4) {
      const head = Buffer.allocUnsafe(size)
      const { bytesRead } = await handle.read(head, 0, size, 0)
      const found = firstIn(head.subarray(0, bytesRead), JSON.stringify(key), textOf)
      if (found !== null || bytesRead < size || size >= LARGEST_HEAD) return found
    }
  } finally {
    await handle.close()
  }
}

function firstIn(head: Buffer, key: string, textOf: (record: Fields) => string | null): string | null {
  for (const { line } of linesIn(head)) {
    const text = line.includes(key) ? textOf(parseLine(line) ?? {}) : null
    if (text !== null && text !== '') return text
  }
  return null
}
