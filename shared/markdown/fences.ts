/**
 * Fences of code, line by line. As in CommonMark, with one rule of our own: models put blocks of code into a block of
 * Markdown without a longer fence around it. In a block whose language is Markdown, a fence that names a language
 * begins a block of its own, and the next bare one ends that one first; so does a bare fence below a heading or a line
 * that ends in a colon, when code follows it at once. Read by the page's cutter and by both lexers. Pure.
 */

/** The line that opens a block of code. */
export interface Fence {
  /** Its signs: three or more. */
  readonly fence: string
  /** Columns it is set in. */
  readonly indent: number
  /** The first word behind it, or empty. */
  readonly language: string
}

/** A fence that is open, with those open inside it, the innermost last. */
export interface OpenFence extends Fence {
  readonly inside: readonly string[]
}

const MOST_INSIDE = 8
const MARKDOWN = /^(?:md|markdown|mdx|mdown|mkd|rmd|qmd|rmarkdown|gfm)$/i

/** What the line opens or closes; null when it is no fence. */
export function readFence(line: string): Fence | null {
  const match = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)$/.exec(line)
  if (!match) return null
  const [, indent = '', fence = '', words = ''] = match
  return { fence, indent: indent.length, language: languageOf(words) }
}

/** The first word of what stands behind a fence: `ts`, and `python` of `{.python .numbered}`. */
function languageOf(words: string): string {
  return /^\{?\.?([^\s{}:,]+)/.exec(words)?.[1]?.slice(0, 40) ?? ''
}

function closesFence(line: string, fence: string): boolean {
  const match = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)
  return match?.[1] !== undefined && match[1].startsWith(fence)
}

/** Whether fences inside this block may be blocks of their own: only in one of Markdown. */
export function mayHoldFences({ language }: Fence): boolean {
  return MARKDOWN.test(language)
}

/** Where a line stands in its text: from `start` to its line break. */
export interface LinePlace {
  readonly text: string
  readonly start: number
}

/** Whether it takes the line below to know what this line is. */
export function needsNextLine(open: OpenFence, line: string): boolean {
  return open.inside.length === 0 && mayHoldFences(open) && closesFence(line, open.fence)
}

/** What is open behind this line; null when it closes the block. */
export function takeFenceLine(open: OpenFence, line: string, place: LinePlace): OpenFence | null {
  const innermost = open.inside.at(-1)
  if (needsNextLine(open, line) && isLedIn(place)) {
    return { ...open, inside: [/`{3,}|~{3,}/.exec(line)?.[0] ?? open.fence] }
  }
  if (closesFence(line, innermost ?? open.fence)) {
    return innermost === undefined ? null : { ...open, inside: open.inside.slice(0, -1) }
  }
  if (!mayHoldFences(open) || open.inside.length === MOST_INSIDE) return open
  const begins = readFence(line)
  // Only one whose end would otherwise be taken for the end of this block.
  return begins === null || begins.language === '' || !begins.fence.startsWith(open.fence)
    ? open
    : { ...open, inside: [...open.inside, begins.fence] }
}

/** Of a line above: its end says whether it leads in. */
const LONGEST_ABOVE = 400

/** Whether code is announced above a line and begins right below it. */
function isLedIn({ text, start }: LinePlace): boolean {
  const end = lineEnd(text, start)
  const below = text.slice(end + 1, lineEnd(text, end + 1)).slice(0, LONGEST_ABOVE)
  if (below.trim() === '' || readFence(below) !== null) return false
  const above = text.slice(Math.max(0, start - LONGEST_ABOVE), start).trimEnd()
  const last = above.slice(above.lastIndexOf('\n') + 1)
  return /[:：]$/.test(last) || /^ {0,3}#{1,6}[ \t]/.test(last)
}

/**
 * Length of the block that begins `text`, up to the end of the line that closes it, and where its content lies; null
 * unless it begins with a fence.
 */
export function fencedBlock(
  text: string
): { readonly fence: Fence; readonly length: number; readonly from: number; readonly to: number } | null {
  const head = lineEnd(text, 0)
  const fence = readFence(text.slice(0, head))
  if (fence === null) return null
  let open: OpenFence = { ...fence, inside: [] }
  for (let at = head + 1; at <= text.length;) {
    const end = lineEnd(text, at)
    const next = takeFenceLine(open, text.slice(at, end), { text, start: at })
    if (next === null) return { fence, length: end, from: head + 1, to: Math.max(head + 1, at - 1) }
    open = next
    at = end + 1
  }
  return { fence, length: text.length, from: Math.min(text.length, head + 1), to: text.length }
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  return found === -1 ? text.length : found
}
