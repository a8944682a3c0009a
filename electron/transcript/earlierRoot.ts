/**
 * A session may begin several times in one file: a program wrote its history down once more, or began anew
 * without saying what it followed. Tells whether what begins here begun before already. Pure but for reading;
 * used by `thread.ts` where it meets a beginning that is not the file's.
 */
import type { BackwardLines } from './backwardLines.ts'
import { fieldsAt, parseMessageLine } from './fields.ts'
import type { Fields } from './fields.ts'
import { parentOf } from './record.ts'
import type { Slices } from './slices.ts'
import { sniffLine } from './sniff.ts'

/**
 * The place of an older beginning of which `root` is a copy (the oldest: it may be copied often), or which it says in
 * other words' place: the same prompt, sent again. Null when there is none: then what stands before comes before.
 * `lines` end where `root` begins.
 */
export async function earlierRoot(
  lines: BackwardLines,
  root: Fields,
  slices: Slices
): Promise<number | null> {
  let original: number | null = null
  let sameWords: number | null = null
  for (;;) {
    if (slices.isOver) await slices.rest()
    const line = lines.take()
    if (line === null) {
      if (!(await lines.fill())) return original ?? sameWords
      continue
    }
    const sniffed = sniffLine(line.bytes)
    if (sniffed.kind !== 'chain' || sniffed.parent !== null || sniffed.isSidechain) continue
    const record = parseMessageLine(line.bytes)
    if (record === null || parentOf(record) !== null) continue
    if (record['uuid'] === root['uuid']) original = line.offset
    else if (wordsOf(record) === wordsOf(root)) sameWords ??= line.offset
  }
}

/** What a prompt says, for comparing. */
export function wordsOf(record: Fields): string {
  return JSON.stringify(fieldsAt(record, 'message')?.['content'] ?? null)
}
