/**
 * Tells by their bytes whether lines of a transcript can hold what is looked for, so that most of them need
 * not be parsed for it. Never wrong in saying no: folding of case, composed and decomposed forms and the
 * escapes of JSON are reckoned with. Used by `findLine.ts` and `findRecord.ts`.
 */

export interface Needle {
  /** Whether one line or many may hold it, also as Markdown: with marks and links between the letters, with signs escaped. */
  readonly mayStandIn: (bytes: Buffer) => boolean
  /** The same for what is no Markdown: marks in it are signs. */
  readonly mayStandPlainIn: (bytes: Buffer) => boolean
}

/** Both say yes to everything when nothing can be told by bytes. */
export function needleOf(query: string): Needle {
  const run = longestPlainRun(query.normalize('NFC'))
  if (run === '') return { mayStandIn: () => true, mayStandPlainIn: () => true }
  const letters = Array.from(latin1(Buffer.from(run)))
  const others = otherForms(run)
  const plain = new RegExp(letters.map(escaped).join(''), 'i')
  // Finds what stands there as it is, too: one look and not two.
  const isOneLetter = letters.length < 2 && !SIGN.test(run)
  const marked = isOneLetter ? plain : new RegExp(letters.map(asWritten).join(BETWEEN), 'i')
  const test = (pattern: RegExp) => (bytes: Buffer) =>
    pattern.test(bytes.toString('latin1')) || others.some((form) => form(bytes))
  return { mayStandIn: test(marked), mayStandPlainIn: test(plain) }
}

/** Marks of Markdown that are drawn as emphasis or code, and the ends of links, within JSON. */
const BETWEEN = String.raw`(?:[*_~\x60[]|\]\((?:<[^<>]{0,900}>|[^()\s]{0,900})(?: \\"[^"\\]{0,900}\\")?\)){0,9}`
const SIGN = /[!-/:-@[-`{-~]/
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&(?:amp;|#38;)?',
  '<': '(?:<|&lt;|&#60;)',
  '>': '(?:>|&gt;|&#62;)',
  "'": "(?:'|&apos;|&#39;)"
}

/** A sign as Markdown in JSON may have it: behind a backslash, which is two there, or as an entity. */
function asWritten(character: string): string {
  const sign = ENTITIES[character] ?? escaped(character)
  return SIGN.test(character) ? String.raw`(?:\\\\)?${sign}` : sign
}

/** Letters beyond ASCII that are a `k` or an `s` when case is ignored: Kelvin sign, long s. As bytes and escaped. */
const kelvin = [Buffer.from('\u212a'), /\\u212a/i] as const
const longS = [Buffer.from('\u017f'), /\\u017f/i] as const
const escape = Buffer.from('\\u')

/** How else a line may hold it than by its own bytes. */
function otherForms(run: string): ((bytes: Buffer) => boolean)[] {
  // Other writers escape everything beyond ASCII.
  if (!isAscii(run)) return [(bytes) => bytes.includes(escape)]
  const folded = [...(run.includes('k') ? [kelvin] : []), ...(run.includes('s') ? [longS] : [])]
  return folded.map(
    ([letter, escaped]) =>
      (bytes) =>
        bytes.includes(letter) || (bytes.includes(escape) && escaped.test(bytes.toString('latin1')))
  )
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`)
}

/** Bytes as characters, ASCII letters small. Others change too, but alike on both sides. */
function latin1(bytes: Buffer): string {
  return bytes.toString('latin1').toLowerCase()
}

/** The longest part of the query that stands in a line byte for byte, but for the case of ASCII letters. */
function longestPlainRun(query: string): string {
  let longest = ''
  let run = ''
  for (const character of query) {
    run = isPlain(character) ? run + character.toLowerCase() : ''
    if (run.length > longest.length) longest = run
  }
  return longest
}

function isPlain(character: string): boolean {
  if (character === '"' || character === '\\' || character < ' ' || character === '\u007f') return false
  if (isAscii(character)) return true
  // Half a surrogate pair stands in no file.
  if (/\p{Surrogate}/u.test(character)) return false
  const hasOneForm = character.normalize('NFC') === character.normalize('NFD')
  return hasOneForm && character.toLowerCase() === character.toUpperCase()
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false
  return true
}
