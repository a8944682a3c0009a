/**
 * One line more: where the blocks of a growing text begin and end. A cut before a line follows from
 * the lines above it and from the line itself (and the one below, for a fence in a block of Markdown); that is why a text may be
 * cut line by line as it arrives. Pure; `cutBlocks` calls it once for each line that is whole, and once
 * more for the one that still grows.
 */
import { unreachable } from '../../../../shared/errors.ts'
import { needsNextLine, readFence, takeFenceLine } from '../../../../shared/markdown/fences.ts'
import type { OpenFence } from '../../../../shared/markdown/fences.ts'
import { endsMath, readMathBegin } from '../../../../shared/markdown/mathBlock.ts'
import type { MathCloser } from '../../../../shared/markdown/mathBlock.ts'
import {
  indentOf,
  isHeading,
  isListItem,
  isListStart,
  isRule,
  isTableRule,
  readDefinition,
  readNote
} from './readLine.ts'
import { normalLabel } from './block.ts'
import type { Definition } from './block.ts'

/** What the lines so far leave open. Offsets count UTF-16 units of the text. */
export type OpenBlock =
  | { readonly kind: 'none' }
  | TextOpen
  | {
      readonly kind: 'code'
      readonly start: number
      readonly fence: OpenFence
      /** End of the line of the fence; the code begins behind its line break. */
      readonly from: number
      /** Its end: behind its last whole line, without the line break. */
      readonly to: number
    }
  | {
      readonly kind: 'math'
      readonly start: number
      readonly closer: MathCloser
      readonly to: number
    }

interface TextOpen {
  readonly kind: 'text'
  readonly start: number
  /** Where the Markdown begins: behind the label of a footnote. */
  readonly from: number
  /** Behind its last line that is not blank. */
  readonly to: number
  readonly shape: 'plain' | 'list' | 'indented' | 'note'
  readonly note: string | null
  readonly afterBlank: boolean
  readonly lastLine: number
  /** The head of the table whose rows the next line may go on with; else empty. */
  readonly tableHead: string
  /** The head of the table that was cut where this block begins. */
  readonly carriedHead: string
  /** Of the table of `tableHead`: its rows in this block, and in those before. */
  readonly rows: { readonly before: number; readonly own: number }
  /** The list its last item at the edge stands in. */
  readonly list: OpenList | null
  /** Which the first item is of the list that was cut where this block begins. */
  readonly listStart: number | null
}

interface OpenList {
  /** The sign behind its numbers, or in their place. */
  readonly sign: string
  /** The number of the next item. */
  readonly next: number
}

/** A block that nothing can change any more. */
export type ClosedBlock = Exclude<OpenBlock, { readonly kind: 'none' }> & { readonly isClosed: boolean }

export interface LineTaken {
  readonly closed: readonly ClosedBlock[]
  readonly open: OpenBlock
  readonly defined: { readonly label: string; readonly meaning: Definition } | null
}

export const NOTHING_OPEN: OpenBlock = { kind: 'none' }

/**
 * Paragraphs, lists and tables longer than this are cut at their next line: what grows is parsed
 * again with each delta, so it must not grow without end. A table takes its head along.
 */
const LONGEST_BLOCK = 8_192

/** `start` and `end` are the offsets of the line in `text`; `end` is before its line break. */
export function takeLine(open: OpenBlock, text: string, start: number, end: number): LineTaken {
  const stop = text.charAt(end - 1) === '\r' && end > start ? end - 1 : end
  const line = text.slice(start, stop)
  switch (open.kind) {
    case 'code': {
      const fence = takeFenceLine(open.fence, line, { text, start })
      return fence === null ? closing({ ...open, isClosed: true }) : still({ ...open, fence, to: stop })
    }
    case 'math':
      return takeMathLine(open, line, start, stop)
    case 'text':
      return takeTextLine(open, line, text, start, stop)
    case 'none':
      return line.trim() === '' ? still(open) : beginBlock([], line, start, stop)
    default:
      return unreachable(open)
  }
}

/** Whether the line waits for the one below it, which is not whole yet. */
export function mustWait(open: OpenBlock, text: string, start: number, end: number): boolean {
  return (
    open.kind === 'code' &&
    text.indexOf('\n', end + 1) === -1 &&
    needsNextLine(open.fence, text.slice(start, end).trimEnd())
  )
}

function still(open: OpenBlock): LineTaken {
  return { closed: [], open, defined: null }
}

function closing(block: ClosedBlock, before: readonly ClosedBlock[] = []): LineTaken {
  return { closed: [...before, block], open: NOTHING_OPEN, defined: null }
}

/** Math holds no blank line: what was taken for its beginning was text. */
function takeMathLine(
  open: Extract<OpenBlock, { kind: 'math' }>,
  line: string,
  start: number,
  end: number
): LineTaken {
  if (line.trim() === '') return still({ ...beginText(open.start, start, ''), to: open.to, afterBlank: true })
  if (endsMath(line, open.closer)) return closing({ ...open, to: end, isClosed: true })
  return still({ ...open, to: end })
}

function takeTextLine(open: TextOpen, line: string, text: string, start: number, end: number): LineTaken {
  if (line.trim() === '') return still({ ...open, afterBlank: true, tableHead: '' })
  const isInside = open.shape !== 'plain' && indentOf(line) >= (open.shape === 'indented' ? 4 : 2)
  if (!isInside && endsText(open, line)) return beginBlock([{ ...open, isClosed: true }], line, start, end)
  if (start - open.start > LONGEST_BLOCK && mayBeCut(open, line, isInside)) {
    const { before, own } = open.rows
    const table = open.shape === 'plain' ? { head: open.tableHead, rows: before + own } : NO_TABLE
    const next = beginText(start, end, line, table, open.list)
    return { closed: [{ ...open, isClosed: true }], open: next, defined: null }
  }
  return still({
    ...open,
    to: end,
    shape: open.shape === 'plain' && isListItem(line) ? 'list' : open.shape,
    afterBlank: false,
    lastLine: start,
    list: isInside ? open.list : listBehind(open.list, line),
    ...(open.tableHead === ''
      ? { tableHead: tableHeadOf(open, line, text, start, end) }
      : { rows: { ...open.rows, own: open.rows.own + 1 } })
  })
}

function tableHeadOf(open: TextOpen, line: string, text: string, start: number, end: number): string {
  if (open.afterBlank || !isTableRule(line)) return ''
  return text.slice(open.lastLine, start).includes('|') ? text.slice(open.lastLine, end) : ''
}

/** Whether the line, which is not indented into the block, stands outside it. */
function endsText(open: TextOpen, line: string): boolean {
  if (isHeading(line) || readFence(line) !== null || readMathBegin(line) !== null) return true
  if (open.shape === 'note' && readNote(line) !== null) return true
  if (!open.afterBlank) return isRule(line) && !/^ {0,3}-+[ \t]*$/.test(line) && !isListItem(line)
  return !(open.shape === 'list' && isListItem(line) && !isRule(line))
}

/** Inside an item may be a fence that a cut would tear apart; between two items there is none. */
function mayBeCut(open: TextOpen, line: string, isInside: boolean): boolean {
  return open.shape === 'list' || open.shape === 'note' ? isListItem(line) && !isInside : true
}

function beginBlock(closed: readonly ClosedBlock[], line: string, start: number, end: number): LineTaken {
  const fence = readFence(line)
  if (fence) {
    const open = { kind: 'code', start, fence: { ...fence, inside: [] }, from: end, to: end } as const
    return { closed, open, defined: null }
  }
  const math = readMathBegin(line)
  if (math !== null) {
    const { closer } = math
    return math.isWhole
      ? closing({ kind: 'math', start, closer, to: end, isClosed: true }, closed)
      : { closed, open: { kind: 'math', start, closer, to: end }, defined: null }
  }
  if (isHeading(line) || isRule(line)) {
    return closing({ ...beginText(start, end, line), isClosed: true }, closed)
  }
  const defined = readDefinition(line)
  if (defined) return { closed, open: NOTHING_OPEN, defined }
  const note = readNote(line)
  const open = beginText(start, end, line)
  if (!note) return { closed, open, defined: null }
  return {
    closed,
    open: { ...open, from: start + note.length, shape: 'note', note: note.label },
    defined: { label: normalLabel(`^${note.label}`), meaning: { kind: 'note' } }
  }
}

/** An item counts on from the one before it, whatever its own number is. */
function listBehind(list: OpenList | null, line: string): OpenList | null {
  const { number = '', sign = '' } =
    /^ {0,3}(?:(?<number>\d{1,9})(?=[.)]))?(?<sign>[-*+.)])(?:[ \t]|$)/.exec(line)?.groups ?? {}
  if (sign === '') return list
  return { sign, next: sign === list?.sign ? list.next + 1 : Number(number) + 1 }
}

const NO_TABLE = { head: '', rows: 0 }

/** `table` and `list`: those that go on with this line. */
function beginText(
  start: number,
  end: number,
  line: string,
  table = NO_TABLE,
  before: OpenList | null = null
): TextOpen {
  const { head, rows } = table
  const list = listBehind(before, line)
  const goesOn = before !== null && list?.sign === before.sign && /[.)]/.test(before.sign)
  return {
    kind: 'text',
    start,
    from: start,
    to: end,
    shape: isListStart(line) ? 'list' : indentOf(line) >= 4 ? 'indented' : 'plain',
    note: null,
    afterBlank: false,
    lastLine: start,
    tableHead: head,
    carriedHead: head,
    rows: { before: rows, own: head === '' ? 0 : 1 },
    list,
    listStart: goesOn ? before.next : null
  }
}
