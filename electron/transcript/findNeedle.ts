/**
 * Tells by its bytes whether a line of a transcript can hold what is looked for, so that most lines need
 * not be parsed for it. Never wrong in saying no: folding of case, composed and decomposed forms and the
 * escapes of JSON are reckoned with. Used by `findRecord.ts`.
 */

/** Letters beyond ASCII that are a `k` or an `s` when case is ignored: Kelvin sign, long s. As they are and escaped. */
const kelvin = [latin1(Buffer.from('\u212a')), String.raw`\u212a`]
const longS = [latin1(Buffer.from('\u017f')), String.raw`\u017f`]

/** Whether a line may hold `query`; true for every line when nothing can be told by bytes. */
export function mayHold(query: string): (line: Buffer) => boolean {
  const run = longestPlainRun(query.normalize('NFC'))
  if (run === '') return () => true
  const bytes = Buffer.from(run)
  const needle = latin1(bytes)
  const others: string[] = []
  if (needle.includes('k')) others.push(...kelvin)
  if (needle.includes('s')) others.push(...longS)
  // Other writers escape everything beyond ASCII.
  if (!isAscii(run)) others.push('\\u')
  const plain = new RegExp(Array.from(needle, escaped).join(''), 'i')
  // In an answer marks of emphasis may stand between the letters.
  const marked = needle.length < 2 ? plain : new RegExp(Array.from(needle, escaped).join(BETWEEN), 'i')
  return (line) => {
    // Mostly it stands there in small letters: found without making a text of the line.
    if (line.includes(bytes)) return true
    const text = line.toString('latin1')
    if ((isAnswer(text) ? marked : plain).test(text)) return true
    return others.some((other) => text.toLowerCase().includes(other))
  }
}

/** Marks of Markdown that are drawn as emphasis or code. */
const BETWEEN = '[*_~`]{0,6}'
/** How far into a line it says whose it is. */
const HEAD = 2_048

/** Most bytes of a transcript are results of tools: they are no Markdown. */
function isAnswer(line: string): boolean {
  return !line.slice(0, HEAD).includes('"role":"user"')
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
