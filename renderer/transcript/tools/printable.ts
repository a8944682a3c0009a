/**
 * Makes visible what a text would hide or turn around: control characters, and the marks that reorder
 * letters, by which a path or a command can look like another one. Pure.
 */

/** Marks of direction: embeddings, overrides, isolates; and letters without width. */
const HIDDEN = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
/** Anything but these may need to be shown in another way. */
const PLAIN = /^[\n\t -~\u00a0-\u200a\u2010-\u2027\u2030-\u205f\u2070-\ufefe\uff00-\uffff]*$/

/** For one line of text, a path or a name. Letters of right-to-left languages stay as they are. */
export function printable(text: string): string {
  return PLAIN.test(text) && !/[\n\t]/.test(text) ? text : replaced(text, '')
}

/** As `printable`, for texts of many lines: line breaks and tabs stay. */
export function printableLines(text: string): string {
  if (PLAIN.test(text)) return text
  return replaced(text.replaceAll('\r\n', '\n'), '\n\t')
}

function replaced(text: string, kept: string): string {
  let shown = ''
  for (const character of text) shown += kept.includes(character) ? character : picture(character)
  return shown.replace(HIDDEN, codeOf)
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return code > 0x7f && code < 0xa0 ? codeOf(character) : character
}

function codeOf(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`
}
