/**
 * Which records that follow nothing stand behind a place in the file: one that is written again is shown where it
 * stands last, which may be on a newer page. Asked by `thread.ts` where an older page meets such a record; most files
 * have none, and are not read for it.
 */
import { parseMessageLine, textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { isSidechain, parentOf } from '../record/record.ts'
import type { RecordFormat } from '../record/recordFormat.ts'
import type { Slices } from '../lines/slices.ts'
import { sniffLine } from '../record/sniff.ts'

/** How far behind a page is looked: in a file of which every record follows nothing each page has to. */
const REACH = 16 * 1024 * 1024
const PART = 1024 * 1024

/** `bytesAt` reads the file, in which lines begin at `from` and at `to`. */
export async function looseBehind(
  bytesAt: (offset: number, length: number) => Promise<Buffer>,
  { from, to }: { readonly from: number; readonly to: number },
  slices: Slices,
  format: RecordFormat
): Promise<ReadonlySet<string>> {
  const uuids = new Set<string>()
  const end = Math.min(to, from + REACH)
  let held: Buffer = Buffer.alloc(0)
  for (let at = from; at < end;) {
    const part = await bytesAt(at, Math.min(PART, end - at))
    at += part.length
    held = held.length === 0 ? part : Buffer.concat([held, part])
    let begin = 0
    for (let next = held.indexOf(10); next !== -1; next = held.indexOf(10, begin)) {
      note(held.subarray(begin, next), uuids, format)
      begin = next + 1
    }
    held = held.subarray(begin)
    if (slices.isOver) await slices.rest()
  }
  note(held, uuids, format)
  return uuids
}

function note(line: Buffer, uuids: Set<string>, format: RecordFormat): void {
  if (!mayBeLoose(line)) return
  const record = parseMessageLine(line)
  const uuid = record && isLoose(record, format) ? textAt(record, 'uuid') : null
  if (uuid !== null && uuid !== '') uuids.add(uuid)
}

function mayBeLoose(line: Buffer): boolean {
  const sniffed = sniffLine(line)
  if (sniffed.kind === 'chain') return sniffed.parent === null && !sniffed.isSidechain
  return sniffed.kind === 'other' && !line.includes('"parentUuid":"')
}

function isLoose(record: Fields, format: RecordFormat): boolean {
  return parentOf(record, format) === undefined && !isSidechain(record)
}
