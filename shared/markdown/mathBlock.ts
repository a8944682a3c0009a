/**
 * Math in lines of its own, from `$$` or `\\[` at the start of a line to the same at the end of one, without a blank line
 * between: `$$ is the shell's number` and `\\[WIP\\] title` begin none. Read by the page's cutter and by both lexers. Pure.
 */
import { readMath } from './mathSource.ts'

/** What ends the math: the like of what began it. */
export type MathCloser = '$$' | '\\]'

/** The first line of math in lines of its own. */
export interface MathBegin {
  readonly closer: MathCloser
  /** Whether the line is all of it. */
  readonly isWhole: boolean
}

/** A longer line begins none. */
const LONGEST_LINE = 2_048

/** What begins on this line; null for nothing. */
export function readMathBegin(line: string): MathBegin | null {
  const opener = /^ {0,3}(\$\$|\\\[)/.exec(line)?.[1]
  if (opener === undefined || line.length > LONGEST_LINE) return null
  const closer = opener === '$$' ? '$$' : '\\]'
  const written = line.trim()
  const first = written.slice(2)
  if (first.includes(closer)) {
    return readMath(written, '')?.raw === written ? { closer, isWhole: true } : null
  }
  // It goes on in the next line: what would be no math if it ended here is none.
  const isMath = first.trim() === '' || readMath(`${opener} ${first.trim()} ${closer}`, '') !== null
  return isMath ? { closer, isWhole: false } : null
}

/** Whether this line is the last of the math. */
export function endsMath(line: string, closer: MathCloser): boolean {
  return line.trimEnd().endsWith(closer)
}

/** Length of the math that begins a text, to the end of its last line; 0 for none. */
export function mathBlockLength(text: string): number {
  let end = lineEnd(text, 0)
  const begin = readMathBegin(text.slice(0, end))
  if (begin === null || begin.isWhole) return begin === null ? 0 : end
  while (end < text.length) {
    const next = lineEnd(text, end + 1)
    const line = text.slice(end + 1, next)
    if (line.trim() === '') return 0
    if (endsMath(line, begin.closer)) return next
    end = next
  }
  return 0
}

/** Where in the paragraph that begins a text there may be some behind a line break; nothing where there is none. */
export function mathBlockPlace(text: string): number | undefined {
  const found = /\n(?: {0,3}(?:\$\$|\\\[)|[ \t]*(?:\n|$))/.exec(text)
  return found === null || found[0].trim() === '' ? undefined : found.index
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  return found === -1 ? text.length : found
}
