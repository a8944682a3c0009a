/** Where a quoted value ends, however deep its quotes are escaped. Used by the rules that look for secrets by name. */
import type { TextReading } from './textReading.ts'

/** An opening quote: a sign, or how JSON, HTML and addresses write it. To be put into a pattern. */
export const QUOTE = String.raw`\\{0,15}["'\u0060]|&quot;|&#34;|&#39;|&apos;|%22|%27|\\{1,8}u0022|\\{1,8}u0027`

const LONGEST = 4_000
/** Quotes that are looked at before one gives up: those inside a value are escaped once more. */
const MOST_QUOTES = 200

/** The end of the value that begins at `from` behind `quote`; null when its line or 4,000 characters do not end it. */
export function quotedValue(reading: TextReading, from: number, quote: string): number | null {
  const limit = Math.min(reading.lineEnd(from), from + LONGEST)
  const sign = quote.at(-1) ?? ''
  if (sign !== '"' && sign !== "'" && sign !== '`') {
    const at = reading.next(quote, from)
    return at < limit ? at : null
  }
  const depth = quote.length - 1
  let at = reading.next(sign, from)
  for (let seen = 0; at < limit && seen < MOST_QUOTES; seen += 1) {
    const slashes = slashesBefore(reading, at, from)
    if (depth === 0 ? slashes % 2 === 0 : slashes <= depth) return at - Math.min(slashes, depth)
    at = reading.next(sign, at + 1)
  }
  return null
}

function slashesBefore({ text }: TextReading, at: number, from: number): number {
  let first = at
  while (first > from && at - first < 64 && text[first - 1] === '\\') first -= 1
  return at - first
}
