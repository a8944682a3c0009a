/**
 * Finds math inside a line for the lexer: `\(…\)`, `\[…\]`, `$$…$$` and, with care, `$…$`: prices and
 * shell variables also begin with a dollar.
 */
import type { TokenizerExtension, Tokens } from 'marked'

export interface MathToken extends Tokens.Generic {
  readonly type: 'math'
  readonly raw: string
  readonly source: string
  readonly display: boolean
}

/** Looked through for its end: without a limit each opening would read all that follows. */
const LONGEST = 2_048
const LONGEST_IN_LINE = 1_024

/** Whether a text can hold any: the lexer is slower when it must look for it. */
export function mayHoldMath(text: string): boolean {
  return text.includes('$') || text.includes('\\(') || text.includes('\\[')
}

/** The math at the very start of `text`, null when there is none. */
export function readMath(text: string): MathToken | null {
  if (text.startsWith('\\(')) return between(text, '\\(', '\\)', false)
  if (text.startsWith('\\[')) return between(text, '\\[', '\\]', true)
  if (text.startsWith('$$')) return between(text, '$$', '$$', true)
  if (!text.startsWith('$')) return null
  // Neither a space inside its ends, nor a word or figure right behind.
  const match = /^\$((?![\s$])(?:\\[^\n]|[^$\\\n]){1,400}?)(?<!\s)\$(?![\w$])/.exec(text)
  const [raw, source] = match ?? []
  if (raw === undefined || source === undefined || isProse(source)) return null
  return { type: 'math', raw, source, display: false }
}

function between(text: string, opener: string, closer: string, display: boolean): MathToken | null {
  const near = text.slice(opener.length, opener.length + (display ? LONGEST : LONGEST_IN_LINE))
  const length = near.indexOf(closer)
  if (length === -1) return null
  const source = near.slice(0, length)
  if (source.trim() === '' || source.includes('\n\n')) return null
  return {
    type: 'math',
    raw: text.slice(0, opener.length + length + closer.length),
    source: source.trim(),
    display
  }
}

/** "5 to US" in "from $5 to US$, …": words, and nothing that only math has. */
function isProse(source: string): boolean {
  return !/[\\^_=<>+]/.test(source) && /[A-Za-z]{2,}.*\s|\s.*[A-Za-z]{2,}/.test(source)
}

export const mathMarks: TokenizerExtension = {
  name: 'math',
  level: 'inline',
  start: (text) => {
    const found = text.search(/\$|\\[([]/)
    return found === -1 ? undefined : found
  },
  tokenizer(text, tokens) {
    // "US$5" and "\$5" are no openings; the lexer has cut the text right before the dollar.
    const before = tokens.at(-1)?.raw.at(-1) ?? ''
    if (text.startsWith('$') && /[\w$\\]/.test(before)) return undefined
    return readMath(text) ?? undefined
  }
}
