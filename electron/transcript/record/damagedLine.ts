/**
 * What can still be read of a line that is no record: two processes may write into one line, a write may be
 * torn and the next begin in the middle of it, zeros may stand where something was to be written. Pure;
 * used by all who read lines, and only for lines that a reader of JSON has given up.
 */
import { isFields } from './fields.ts'
import { isKnownMeta } from './sniff.ts'

/** One whole record in a damaged line. */
export interface FoundRecord {
  /** Where it begins in the line. */
  readonly at: number
  readonly bytes: Buffer
}

/** What was saved of a line, and whether something was lost. */
export interface DamagedLine {
  /** In the order in which they stand there. */
  readonly records: readonly FoundRecord[]
  /** True when something was written there that cannot be read; zeros and blanks are nothing. */
  readonly hasLoss: boolean
}

/** Bare quotes: what stands in a text has escaped ones. */
const chainStart = Buffer.from('{"parentUuid":')

/** Whether a record of the conversation begins inside of the line: cheaper than reading it. */
export function mayHoldAnother(line: Buffer): boolean {
  return line.indexOf(chainStart, 1) !== -1
}

/** The first key of a record, whoever wrote it. */
const recordStart =
  /\{"(?:parentUuid|type|uuid|sessionId|isSidechain|timestamp|message|userType|cwd|logicalParentUuid|attachment)":/g
/** A line can be made so that everything in it looks like a beginning. */
const MOST_TRIES = 2_000

/** Tries every place where a record may begin, within a budget of work that grows with the line; never throws. */
export function readDamaged(line: Buffer): DamagedLine {
  // A character a byte, so that places in the text are places in the line.
  const text = line.toString('latin1')
  const records: FoundRecord[] = []
  let end = 0
  let loss = ''
  let budget = 16 * text.length + 1_000_000
  let tries = 0
  for (const { index } of text.matchAll(recordStart)) {
    if (index < end) continue
    tries += 1
    if (tries > MOST_TRIES || budget <= 0) break
    const closed = endOfObject(text, index)
    budget -= (closed === -1 ? text.length : closed) - index
    if (closed === -1 || !isRecord(line.subarray(index, closed))) continue
    loss += text.slice(end, index)
    records.push({ at: index, bytes: line.subarray(index, closed) })
    end = closed
  }
  return { records, hasLoss: !isNothing(loss + text.slice(end)) }
}

/** Behind the brace that closes the object beginning at `start`, -1 when none does. */
function endOfObject(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') {
      at = endOfText(text, at)
      if (at === -1) return -1
    } else if (character === '{') depth += 1
    else if (character === '}') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return -1
}

function endOfText(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let escapes = 0
    while (text[quote - 1 - escapes] === '\\') escapes += 1
    if (escapes % 2 === 0) return quote
  }
  return -1
}

/** What stands inside a record (a block, a tool's input) is none, however whole it is. */
function isRecord(bytes: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    if (!isFields(value) || typeof value['type'] !== 'string') return false
    if (typeof value['uuid'] === 'string') return 'parentUuid' in value || 'timestamp' in value
    return isKnownMeta(value['type']) && ('sessionId' in value || 'leafUuid' in value)
  } catch {
    return false // torn, or two that lie in each other
  }
}

/** Zeros, blanks, a byte order mark. */
function isNothing(rest: string): boolean {
  return /^[\0\s\u00ef\u00bb\u00bf]*$/.test(rest)
}
