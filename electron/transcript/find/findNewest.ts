/** Searches a transcript from its end by bytes, parsing only lines that hold them. */
import { openForeignFile } from '../../machine/openForeignFile.ts'
import { BackwardLines } from '../lines/backwardLines.ts'
import { readDamaged } from '../record/damagedLine.ts'
import type { FoundRecord } from '../record/damagedLine.ts'
import { parseLine } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'

/**
 * What `read` makes of the newest record whose line holds `bytes` and of which it makes something;
 * null when there is none. Rejects with the file system's error.
 */
export async function findNewest<Found>(
  file: string,
  bytes: string,
  read: (record: Fields) => Found | null
): Promise<Found | null> {
  const handle = await openForeignFile(file, { followsLinks: true })
  try {
    const lines = new BackwardLines(handle, (await handle.stat()).size)
    for (;;) {
      const line = lines.take()
      if (line === null) {
        if (!(await lines.fill())) return null
      } else if (line.bytes.includes(bytes)) {
        const record = parseLine(line.bytes)
        const records = record === null ? readDamaged(line.bytes).records : []
        const found = record === null ? firstOf(records.toReversed(), read) : read(record)
        if (found !== null) return found
      }
    }
  } finally {
    await handle.close()
  }
}

function firstOf<Found>(
  records: readonly FoundRecord[],
  read: (record: Fields) => Found | null
): Found | null {
  for (const { bytes } of records) {
    const found = read(parseLine(bytes) ?? {})
    if (found !== null) return found
  }
  return null
}
