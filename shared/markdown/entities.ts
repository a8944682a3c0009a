/** Turns `&amp;` and its like into characters, those of HTML5 all. Pure; the names are its caller's to know. */

/** The longest name is `CounterClockwiseContourIntegral`. */
const REFERENCE = /&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});/gi

/** The characters of a name, given without `&` and `;`; null when it names none. */
export type Named = (name: string) => string | null

/** The text with its references decoded; what names no character stays as it is written. */
export function decodeReferences(text: string, named: Named): string {
  if (!text.includes('&')) return text
  return text.replace(
    REFERENCE,
    (whole: string, name: string) => (name.startsWith('#') ? fromNumber(name) : named(name)) ?? whole
  )
}

function fromNumber(name: string): string | null {
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : null
}
