/**
 * Whether a prompt follows its own copy: a program wrote what was sent down again, under another id, as if it followed
 * the first. It was sent once, and is shown where it stands first. Only what stands right in front of the prompt tells,
 * never where a page begins or ends: pages of every size say the same. Asked by `thread.ts` for each prompt it keeps.
 */
import { NEWLINE } from '../lines/forwardLines.ts'
import { textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { plainUuid, sniffLine } from '../record/sniff.ts'
import { keysOfSending } from './sentAgain.ts'
import { needleFor } from './strays.ts'

/** A prompt, and where its line lies: bytes of the file. */
export interface PromptPlace {
  readonly record: Fields
  readonly offset: number
  readonly length: number
}

/** The file, and how its lines are read. */
export interface CopyReading {
  readonly bytesAt: (offset: number, length: number) => Promise<Buffer>
  readonly parse: (line: Buffer) => Fields | null
}

/** Bytes for what stands between the two, and for what the first says more of itself than the second. */
const BETWEEN = 16 * 1024

/** What is attached, and what hooks said, may hang between the two. Rejects with the file system's error. */
export async function followsOwnCopy(
  { record, offset, length }: PromptPlace,
  { bytesAt, parse }: CopyReading
): Promise<boolean> {
  let wanted = textAt(record, 'parentUuid')
  const keys = wanted === null ? [] : keysOfSending(record)
  if (wanted === null || keys.length === 0) return false
  const from = Math.max(0, offset - length - BETWEEN)
  const bytes = await bytesAt(from, offset - from)
  for (const line of linesBackward(bytes, from === 0)) {
    if (!line.includes(needleFor(wanted))) continue
    const sniffed = sniffLine(line)
    if (sniffed.kind === 'chain' && sniffed.isAttachment) {
      if (plainUuid(line) !== wanted) continue
      if (sniffed.parent === null) return false
      wanted = sniffed.parent
      continue
    }
    const other = parse(line)
    if (other === null || other['uuid'] !== wanted) continue
    const others = new Set(keysOfSending(other))
    return keys.some((key) => others.has(key))
  }
  return false
}

/** Whole lines, the newest first. @param isBegin the first of them begins where the bytes do */
function* linesBackward(bytes: Buffer, isBegin: boolean): Generator<Buffer> {
  for (let end = bytes.length; end > 0;) {
    const stop = bytes[end - 1] === NEWLINE ? end - 1 : end
    const before = stop === 0 ? -1 : bytes.lastIndexOf(NEWLINE, stop - 1)
    if (before === -1 && !isBegin) return
    yield bytes.subarray(before + 1, stop)
    end = before + 1
  }
}
