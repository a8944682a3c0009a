/**
 * Tells by their bytes whether lines of a transcript can hold what is looked for, so that most of them need
 * not be parsed for it. Never wrong in saying no: folding of case, composed and decomposed forms and the
 * escapes of JSON are reckoned with. Used by `findLine.ts` and `findRecord.ts`.
 */

export interface Needle {
  /** Whether one line or many may hold it, also with marks of emphasis between the letters. */
  readonly mayStandIn: (bytes: Buffer) => boolean
  /** The same for what is no Markdown: marks in it are signs. */
  readonly mayStandPlainIn: (bytes: Buffer) => boolean
}

/** Both say yes to everything when nothing can be told by bytes. */
export function needleOf(query: string): Needle {
  const run = longestPlainRun(query.normalize('NFC'))
  if (run === '') return { mayStandIn: () => true, mayStandPlainIn: () => true }
  const letters = Array.from(latin1(Buffer.from(run)), escaped)
  const others = otherForms(run)
  const plain = new RegExp(letters.join(''), 'i')
  // Finds what stands there without marks as well: one look and not two.
  const marked = letters.length < 2 ? plain : new RegExp(letters.join(BETWEEN), 'i')
  const test = (pattern: RegExp) => (bytes: Buffer) =>
    pattern.test(bytes.toString('latin1')) || others.some((form) => form(bytes))
  return { mayStandIn: test(marked), mayStandPlainIn: test(plain) }
}

/** Marks of Markdown that are drawn as emphasis or code. */
const BETWEEN = '[*_~`]{0,6}'

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
