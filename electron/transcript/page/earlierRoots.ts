/**
 * A session may begin several times in one file: a program wrote its history down once more, or began anew
 * without saying what it followed. Tells whether what begins here begun before already. Pure but for reading; made
 * by `thread.ts`, asked where it meets a beginning that is not the file's.
 */
import { createHash } from 'node:crypto'
import type { BackwardLines } from '../lines/backwardLines.ts'
import { fieldsAt, notTooDeep, parseMessageLine } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { isSidechain, parentOf } from '../record/record.ts'
import type { RecordFormat } from '../record/recordFormat.ts'
import type { Slices } from '../../slices.ts'
import { sniffLine } from '../record/sniff.ts'

/** Reads the beginnings of a file once, when it is asked for the first time, and remembers them. */
export class EarlierRoots {
  readonly #slices: Slices
  readonly #format: RecordFormat
  /** Where each record that begins stands first in the file, by its id. */
  #originals: Map<unknown, number> | null = null
  /** Where something begins with these words, the newest first. */
  readonly #sayings = new Map<string, number[]>()

  constructor(slices: Slices, format: RecordFormat) {
    this.#slices = slices
    this.#format = format
  }

  /**
   * The place of an older beginning of which `root` is a copy (the oldest: it may be copied often), or which it says in
   * other words' place: the same prompt, sent again. Null when there is none: then what stands before comes before.
   * `lines` end where `root` begins, at `offset`. The file is read once, however often it begins: with the first
   * question, so each must be about an older root than the one before.
   */
  async before(lines: BackwardLines, offset: number, root: Fields): Promise<number | null> {
    this.#originals ??= await this.#gather(lines)
    const original = this.#originals.get(root['uuid'])
    if (original !== undefined && original < offset) return original
    return this.#sayings.get(keyOf(root))?.find((place) => place < offset) ?? null
  }

  async #gather(lines: BackwardLines): Promise<Map<unknown, number>> {
    const originals = new Map<unknown, number>()
    for (;;) {
      if (this.#slices.isOver) await this.#slices.rest()
      const line = lines.take()
      if (line === null) {
        if (!(await lines.fill())) return originals
        continue
      }
      const record = beginningIn(line.bytes, this.#format)
      if (record === null) continue
      originals.set(record['uuid'], line.offset)
      const key = keyOf(record)
      const places = this.#sayings.get(key)
      if (places === undefined) this.#sayings.set(key, [line.offset])
      else places.push(line.offset)
    }
  }
}

/** What a prompt says, for comparing. */
export function wordsOf(record: Fields): string {
  return JSON.stringify(notTooDeep(fieldsAt(record, 'message')?.['content'] ?? null))
}

/** Prompts may be long, and many. */
function keyOf(record: Fields): string {
  return createHash('sha256').update(wordsOf(record)).digest('base64')
}

function beginningIn(line: Buffer, format: RecordFormat): Fields | null {
  const sniffed = sniffLine(line)
  const mayBegin = sniffed.kind === 'chain' ? sniffed.parent === null : sniffed.kind === 'other'
  if (!mayBegin) return null
  const record = parseMessageLine(line)
  return record === null || parentOf(record, format) !== null || isSidechain(record) ? null : record
}
