/** What is drawn of a long output until the rest is asked for: its beginning and its end. Pure. */
import { cutPlace, nextPlace } from '../../../../shared/cutText.ts'

export interface FoldedOutput {
  readonly head: string
  /** Lines and characters between the two. */
  readonly hiddenLines: number
  readonly tail: string
  /** Of the whole. */
  readonly lines: number
}

const HEAD_LINES = 7
const TAIL_LINES = 5
/** A few lines more than both are drawn whole. */
const SPARE_LINES = 2
/** Of either end: a line may be megabytes long. */
const END_CHARACTERS = 1_200

/**
 * Null when the output is short enough to be drawn whole.
 * @param isWhole false when more follows that is not here: then there is no end to show
 */
export function foldOutput(text: string, isWhole: boolean): FoldedOutput | null {
  const breaks = lineBreaks(text)
  const lines = breaks.length + 1
  const isLong = lines > HEAD_LINES + TAIL_LINES + SPARE_LINES
  if (!isLong && text.length <= 4 * END_CHARACTERS) return null
  const headEnd = cutPlace(text, Math.min(breaks[HEAD_LINES - 1] ?? text.length, END_CHARACTERS))
  const head = text.slice(0, headEnd)
  if (!isWhole) return { head, hiddenLines: lines - countLines(head), tail: '', lines }
  const tailStart = isLong
    ? Math.max((breaks[lines - 1 - TAIL_LINES] ?? -1) + 1, text.length - END_CHARACTERS)
    : text.length - END_CHARACTERS
  const tail = text.slice(nextPlace(text, Math.max(headEnd, tailStart)))
  return { head, hiddenLines: Math.max(0, lines - countLines(head) - countLines(tail)), tail, lines }
}

/** What is drawn of an output that still grows: its last lines. */
export function endOfOutput(text: string): string {
  const from = nextPlace(text, Math.max(0, text.length - END_CHARACTERS))
  const near = text.slice(from).replace(/\n+$/, '').split('\n')
  return near.slice(-(HEAD_LINES + TAIL_LINES)).join('\n')
}

const PIECE = 20_000

/**
 * A text in pieces of about 20,000 characters, cut at line breaks where there are any, so that a browser
 * lays out only those in view. Together they are the text; a break at a cut is left out.
 */
export function outputPieces(text: string): readonly string[] {
  if (text.length <= PIECE) return [text]
  const pieces: string[] = []
  for (let from = 0; from < text.length;) {
    const far = from + PIECE
    const cut = far >= text.length ? text.length : from + text.slice(from, far + 1).lastIndexOf('\n')
    const end = cut > from ? cut : cutPlace(text, far)
    pieces.push(text.slice(from, end))
    from = text[end] === '\n' ? end + 1 : end
  }
  return pieces
}

function lineBreaks(text: string): readonly number[] {
  const breaks: number[] = []
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) breaks.push(at)
  return breaks
}

function countLines(text: string): number {
  return lineBreaks(text).length + 1
}
