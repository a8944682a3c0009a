/**
 * Which records that follow nothing stand behind a place in the file: one that is written again is shown where it
 * stands last, which may be on a newer page. Asked by `thread.ts` where an older page meets such a record; most files
 * have none, and are not read for it. A walk reads each byte once for it: one that keeps the file open remembers what
 * stands behind (`LooseBehind`), for another the cursor says up to where nothing stands twice (`onceFrom`).
 */
import { NEWLINE, wholeLinesIn } from '../lines/forwardLines.ts'
import { parseMessageLine, textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { isSidechain, parentOf } from '../record/record.ts'
import type { RecordFormat } from '../record/recordFormat.ts'
import type { Slices } from '../../slices.ts'
import { sniffLine } from '../record/sniff.ts'

/** How far apart a record and what is written again of it may stand. */
const REACH = 16 * 1024 * 1024
const PART = 1024 * 1024

/** How lines are read, and whose they are. */
export interface Reading {
  readonly slices: Slices
  readonly format: RecordFormat
}

/** Reads the file. */
type BytesAt = (offset: number, length: number) => Promise<Buffer>

/** Uuids of loose records from a place on to the end of the file; reads on towards the beginning as it is asked. */
export class LooseBehind {
  readonly #uuids = new Set<string>()
  /** Where what was read begins; null: nothing was. */
  #from: number | null = null

  /** Of what stands at `from` or behind it, in a file of `size` bytes, in which lines begin at both. */
  async at(bytesAt: BytesAt, from: number, size: number, reading: Reading): Promise<ReadonlySet<string>> {
    const known = this.#from !== null && from <= this.#from ? this.#from : null
    if (known === null) this.#uuids.clear()
    const to = known ?? Math.min(size, from + REACH)
    await eachLoose(bytesAt, { from, to }, reading, (uuid) => void this.#uuids.add(uuid))
    this.#from = from
    return this.#uuids
  }
}

/**
 * Where the stretch in front of `at` begins in which no record that follows nothing will be met again, there or in
 * `behind`.
 */
export async function onceFrom(
  bytesAt: BytesAt,
  at: number,
  behind: ReadonlySet<string>,
  reading: Reading
): Promise<number> {
  const from = Math.max(0, at - REACH)
  let last = from
  const met = new Map<string, number>()
  await eachLoose(bytesAt, { from, to: at }, reading, (uuid, offset) => {
    const before = met.get(uuid)
    if (before !== undefined) last = Math.max(last, before + 1)
    if (behind.has(uuid)) last = Math.max(last, offset + 1)
    met.set(uuid, offset)
  })
  return last
}

/** A line that is cut at the beginning is none. */
async function eachLoose(
  bytesAt: BytesAt,
  { from, to }: { readonly from: number; readonly to: number },
  { slices, format }: Reading,
  take: (uuid: string, offset: number) => void
): Promise<void> {
  let held: Buffer = Buffer.alloc(0)
  let lineAt = from
  const note = (line: Buffer): void => {
    const uuid = looseIn(line, format)
    if (uuid !== null) take(uuid, lineAt)
    lineAt += line.length + 1
  }
  for (let at = from; at < to;) {
    const part = await bytesAt(at, Math.min(PART, to - at))
    if (part.length === 0) break
    at += part.length
    held = held.length === 0 ? part : Buffer.concat([held, part])
    for (const { line } of wholeLinesIn(held)) note(line)
    held = held.subarray(held.lastIndexOf(NEWLINE) + 1)
    if (slices.isOver) await slices.rest()
  }
  note(held)
}

function looseIn(line: Buffer, format: RecordFormat): string | null {
  if (!mayBeLoose(line)) return null
  const record = parseMessageLine(line)
  return (record && isLoose(record, format) ? textAt(record, 'uuid') : null) || null
}

function mayBeLoose(line: Buffer): boolean {
  const sniffed = sniffLine(line)
  if (sniffed.kind === 'chain') return sniffed.parent === null && !sniffed.isSidechain
  return sniffed.kind === 'other' && !line.includes('"parentUuid":"')
}

function isLoose(record: Fields, format: RecordFormat): boolean {
  return parentOf(record, format) === undefined && !isSidechain(record)
}
