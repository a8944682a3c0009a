/**
 * Which records of a line are looked at when something is counted: the results of tools and what was attached are
 * passed over unread. Pure; called by `tally.ts` for one session and by `history/usage/` for all of them.
 */
import { mayHoldAnother, readDamaged } from '../record/damagedLine.ts'
import { parseLine } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { isToolResultLine, sniffLine } from '../record/sniff.ts'

/** Who counts. */
export interface Counter {
  /** What was said by anybody, and what is of no kind that is known. */
  record(record: Fields): void
  /** A `custom-title`. */
  title(record: Fields): void
  /** What the agent itself has reckoned. */
  costState(record: Fields): void
}

/**
 * Reads one line, without its newline; of a damaged one, what can be read of it. False when something stands in it
 * that cannot.
 */
export function readCountedLine(line: Buffer, counter: Counter): boolean {
  if (readWhole(line, counter)) return true
  const { records, hasLoss } = readDamaged(line)
  for (const { bytes } of records) readWhole(bytes, counter)
  return !hasLoss
}

/** False when the line is not one record. */
function readWhole(line: Buffer, counter: Counter): boolean {
  const sniffed = sniffLine(line)
  switch (sniffed.kind) {
    case 'blank':
      return true
    case 'meta':
      if (mayHoldAnother(line)) break
      if (sniffed.type === 'custom-title') counter.title(parseLine(line) ?? {})
      if (sniffed.type === 'cost-state') counter.costState(parseLine(line) ?? {})
      return endsWhole(line)
    case 'chain':
      if ((sniffed.isAttachment || isToolResultLine(line)) && !mayHoldAnother(line)) return endsWhole(line)
      break
    case 'other':
      break
  }
  const record = parseLine(line)
  if (record === null) return false
  counter.record(record)
  return true
}

/** A line that is not parsed: one that was torn does not end as a record does. */
function endsWhole(line: Buffer): boolean {
  let end = line.length
  while (end > 0 && (line[end - 1] === CARRIAGE_RETURN || line[end - 1] === SPACE)) end -= 1
  return line[end - 1] === CLOSING_BRACE
}

const CARRIAGE_RETURN = 0x0d
const SPACE = 0x20
const CLOSING_BRACE = 0x7d
