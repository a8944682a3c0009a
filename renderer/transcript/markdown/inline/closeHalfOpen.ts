/**
 * The end of a text that still grows, as it will most likely be: emphasis, code and links that have
 * begun are closed, a table begins with its head, and signs that mean nothing yet are left out. So
 * nothing flashes while it arrives. Only the last block is ever passed in. Pure.
 */
import { EAST_ASIAN } from '../../../../shared/markdown/eastAsian.ts'
import { emphasisIn } from '../../../../shared/markdown/emphasis.ts'
import { readMath } from '../../../../shared/markdown/mathSource.ts'
import { cellsIn } from '../../../../shared/markdown/tableCells.ts'

export function closeHalfOpen(raw: string): string {
  const text = withoutBareSign(raw)
  const start = lastRun(text)
  const run = text.slice(start)
  if (isInFence(text)) return text
  if (/^ {0,3}\|/.test(run)) return text.slice(0, start) + closeTable(run)
  return text.slice(0, start) + closeRun(run)
}

/** "-", "2", "#": at the start of a line they are not what they will be. "===" would make a heading of what is above. */
function withoutBareSign(raw: string): string {
  return raw.replace(/(?:^|\n)[ \t]*(?:[-*+>|]|\d{1,3}[.)]?|#{1,6}|-{1,2}|=+|[*_~`]{1,3})[ \t]*$/, '')
}

/** Where the last run of inline text begins: emphasis does not reach across the items and blocks before it. */
function lastRun(text: string): number {
  const breaks = /\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ \t])|\n[ \t]*\n/g
  let start = 0
  for (const match of text.matchAll(breaks)) start = match.index + match[0].length
  return start
}

/** Inside a fence in an item or a quote: code is shown as it comes. */
function isInFence(text: string): boolean {
  return (text.match(/^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:`{3,}|~{3,})/gm)?.length ?? 0) % 2 === 1
}

function closeTable(run: string): string {
  const [head = '', rule, ...rows] = run.split('\n')
  if (rows.length > 0 || (rule !== undefined && !/^[|:\- \t]*$/.test(rule))) return closeRun(run)
  const closed = closeRun(head)
  return `${closed}\n|${' - |'.repeat(cellsIn(closed))}`
}

function closeRun(run: string): string {
  const link = HALF_LINK.exec(run) ?? HALF_PATH.exec(run)
  // The address of a link that has begun says nothing yet; its text does.
  const said = link ? `${run.slice(0, link.index)}${link[2] ?? ''}` : run.replace(BARE_SIGN, '$1')
  // A line break tag that has begun says nothing yet.
  const text = said.replace(/<\/?br?\s?\/?$/i, '').trimEnd()
  const marks = closers(text)
  const shown = withoutHalfMark(text, marks)
  const ticks = /^ ?`+/.exec(marks)?.[0] ?? ''
  return closesAll(shown, marks, ticks.length) ? shown + marks : text + ticks
}

/** What begins here is not known; behind a letter it would more likely be an end, where words have spaces between them. */
const BARE_SIGN = new RegExp(`(^|[\\s${EAST_ASIAN}])[*_~\`]{1,3}\\s*$`, 'u')
const HALF_LINK = /(!?)\[([^[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+(?:"[^"]*"?|'[^']*'?)?)?$/
/** A path may have spaces in it. */
const HALF_PATH = /(!?)\[([^[\]]{0,500})\]\((?:\.{0,2}|~|[a-z]:)[\\/][^()\n]{0,1000}$/i

/** Whether each of the marks behind the ticks closes something: what closes nothing would be shown. */
function closesAll(text: string, marks: string, ticks: number): boolean {
  if (marks.length === ticks) return true
  const whole = text + marks
  const masked = whole
    .replace(/\\[^]/g, '++')
    .replace(/(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, (found) => `[${'a'.repeat(found.length - 2)}]`)
  const mathEnd = (at: number): number =>
    at + (readMath(whole.slice(at), whole.charAt(at - 1))?.raw.length ?? 0)
  const from = text.length + ticks
  let closed = 0
  for (const { kind, end } of emphasisIn(masked, mathEnd).values()) {
    if (end > from) closed += Math.min(end - from, kind === 'em' ? 1 : 2)
  }
  return closed >= marks.length - ticks
}

/** The first signs of the mark that is about to close. */
function withoutHalfMark(text: string, marks: string): string {
  const mark = /^(?:\*{2,3}|__|~~)/.exec(marks)?.[0] ?? ''
  let end = text.length
  while (mark !== '' && text.charAt(end - 1) === mark.charAt(0)) end -= 1
  return text.length - end < mark.length && text.charAt(end - 1) !== '\\' ? text.slice(0, end) : text
}

/** What closes the marks that are open at the end of a run, the innermost first. */
function closers(run: string): string {
  const open: string[] = []
  const marks = /\\.|(`+)|(\*{1,3}|_{1,3}|~~)/gs
  for (let match = marks.exec(run); match; match = marks.exec(run)) {
    const [, ticks, mark] = match
    if (ticks !== undefined) {
      const end = endOfCode(run, ticks, marks.lastIndex)
      // Right behind a tick they would be one run of ticks.
      if (end === -1) return (run.endsWith('`') ? ' ' : '') + ticks + open.toReversed().join('')
      marks.lastIndex = end
    } else if (mark !== undefined) {
      takeMark(open, mark, run.charAt(match.index - 1), run.charAt(marks.lastIndex))
    }
  }
  return open.toReversed().join('')
}

/** Behind the ticks that close the code, -1 when none do. */
function endOfCode(run: string, ticks: string, from: number): number {
  for (let at = run.indexOf(ticks, from); at !== -1; at = run.indexOf(ticks, at)) {
    let end = at + ticks.length
    if (run.charAt(end) !== '`' && run.charAt(at - 1) !== '`') return end
    while (run.charAt(end) === '`') end += 1
    at = end
  }
  return -1
}

function takeMark(open: string[], mark: string, before: string, after: string): void {
  // `2**10`, `234*123`, `a_b`, `x_(y)`: behind a letter more likely a sign than a beginning.
  const isWord = /\w/.test(before) && (mark.startsWith('_') ? after !== '' : /\w/.test(after))
  if (isWord && open.at(-1) !== mark) return
  if (mark.startsWith('_') && isWord && /\w/.test(after)) return
  if (mark.startsWith('_') && /[/\\.$@=]/.test(before)) return
  const canClose = before !== '' && /\S/.test(before)
  if (canClose && open.at(-1) === mark) open.pop()
  // At the very end nothing stands inside yet: it is left as it is.
  else if (after !== '' && /\S/.test(after)) open.push(mark)
}
