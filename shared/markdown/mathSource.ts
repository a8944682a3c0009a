/**
 * Finds math in running text: `\(…\)`, `\[…\]`, `$$…$$` and, with care, `$…$`: prices, shell variables and regular
 * expressions are full of dollars, too. Read by the lexers of the page and of the export. Pure.
 */
import { EAST_ASIAN } from './eastAsian.ts'

/** A piece of math as it stands in the text, and what KaTeX is given. */
export interface MathSource {
  /** With its delimiters. */
  readonly raw: string
  readonly source: string
  /** Whether it is to stand in a line of its own. */
  readonly display: boolean
}

/** Looked through for its end: without a limit each opening would read all that follows. */
const LONGEST = 2_048
const LONGEST_IN_LINE = 1_024
const LONGEST_BETWEEN_DOLLARS = 400

/** Whether a text can hold any: the lexer is slower when it must look for it. */
export function mayHoldMath(text: string): boolean {
  return text.includes('$') || text.includes('\\(') || text.includes('\\[')
}

/** Where in the line that begins a text there may be some; nothing where there is none. */
export function mathPlace(text: string): number | undefined {
  const end = text.indexOf('\n', 1)
  const found = (end === -1 ? text : text.slice(0, end)).search(/\$|\\[([]/)
  return found === -1 ? undefined : found
}

/**
 * The math at the very start of `text`, null when there is none.
 * @param before the character in front of it, empty at the start of a line
 */
export function readMath(text: string, before: string): MathSource | null {
  if (text.startsWith('\\(') || text.startsWith('\\[')) return betweenBrackets(text, before)
  // "US$5", "\$5", "(a|b)$": no openings.
  if (!text.startsWith('$') || /[\w$\\)\]}+?@#%^]/.test(before)) return null
  if (!text.startsWith('$$')) return betweenDollars(text)
  const display = between(text, '$$', '$$', true)
  // "kill $$; wait for $$".
  return display === null || isWords(display.raw.slice(2, -2)) ? null : display
}

function between(text: string, opener: string, closer: string, display: boolean): MathSource | null {
  const near = text.slice(opener.length, opener.length + (display ? LONGEST : LONGEST_IN_LINE))
  const length = near.indexOf(closer)
  if (length === -1) return null
  const source = near.slice(0, length)
  if (source.trim() === '' || source.includes('\n\n')) return null
  return { raw: text.slice(0, opener.length + length + closer.length), source: source.trim(), display }
}

/** A bracket behind a backslash may be a bracket, too: `\[1\]`, `\[WIP\] title`, `\[a\](b)`, `file\(s\)`, `\(see below\)`. */
function betweenBrackets(text: string, before: string): MathSource | null {
  const isSquare = text.startsWith('\\[')
  const math = isSquare ? between(text, '\\[', '\\]', true) : between(text, '\\(', '\\)', false)
  if (math === null) return null
  const { raw, source } = math
  if (isSquare && /[([]/.test(text.charAt(raw.length))) return null
  const isTight = !/^\s/.test(raw.slice(2)) || !/\s$/.test(raw.slice(0, -2))
  if (isProse(source)) return null
  if (hasMathSign(source)) return math
  return (isSquare ? isTight || /[A-Za-z]{3}/.test(source) : /\w/.test(before)) ? null : math
}

/** Words, or the name of something, and nothing that only math has. */
function isProse(source: string): boolean {
  if (/\\[A-Za-z]|[\^{]/.test(source)) return false
  if (/^[-\w.]*[a-z]{3}[-\w.=]*$/i.test(source) && /[-_.=]/.test(source)) return true
  if (hasMathSign(source)) return false
  const words = source.match(/[A-Za-z]{3,}/g) ?? []
  return words.length > 1 || /[a-z]{4}/.test(source) || EAST_ASIAN_LETTER.test(source)
}

function hasMathSign(source: string): boolean {
  return /\\[A-Za-z,;!{}|]|[\^_=<>+|]|\s[-*/]\s/.test(source)
}

/** On one line, from the first dollar to the next: neither a space inside its ends, nor more of a word behind. */
function betweenDollars(text: string): MathSource | null {
  const end = nextDollar(text)
  if (end === -1) return null
  const source = text.slice(1, end)
  if (/^\s|\s$/.test(source) || /[\w$({@#]/.test(text.charAt(end + 1))) return null
  if ((!/\\[A-Za-z]/.test(source) && isShell(source)) || isWords(source)) return null
  return { raw: text.slice(0, end + 1), source, display: false }
}

function nextDollar(text: string): number {
  const most = Math.min(text.length, LONGEST_BETWEEN_DOLLARS + 2)
  for (let at = 1; at < most; at += 1) {
    const sign = text.charAt(at)
    if (sign === '\n') return -1
    if (sign === '$') return at > 1 ? at : -1
    if (sign === '\\') at += text.charAt(at + 1) === '\n' ? 0 : 1
  }
  return -1
}

/** What begins as nothing in math does (`$@:$<`, `$.a,$.b`, `$"a"`), or breaks off where more must follow (`$(x)/$`). */
function isShell(source: string): boolean {
  return (
    /^(?:[?@#%&;,:"'`)\]}/]|![^=]|\.[A-Za-z])/.test(source) ||
    (/[:/([{"`;@#]$/.test(source) && !/\\.$/.test(source)) ||
    /^\{(?:[A-Za-z_]\w+\}|\w+:[-=?+])|^[A-Za-z_]\w*(?:::|\[['"])/.test(source)
  )
}

/** "5 to US" in "from $5 to US$": words, and nothing that only math has. */
function isWords(source: string): boolean {
  if (/[\\^_=<>+]/.test(source)) return false
  return (/[A-Za-z]{2}/.test(source) && /\s/.test(source)) || EAST_ASIAN_LETTER.test(source)
}

const EAST_ASIAN_LETTER = new RegExp(`[${EAST_ASIAN}]`, 'u')
