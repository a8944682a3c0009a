/** Private keys that are written out: PEM, OpenSSH, PGP, SSH2, PuTTY. Used by `maskSecrets.ts`. */
import { nothing } from './secretFinding.ts'
import type { SecretRule } from './secretFinding.ts'
import { characterSet } from './textReading.ts'
import type { TextReading } from './textReading.ts'

const base64 = characterSet('A-Za-z0-9+/=')
const beginning = /[A-Z0-9 ]{0,50}PRIVATE KEY(?: BLOCK)? ?-{4,5}/y
const ending = /[A-Z0-9 ]{0,50}PRIVATE KEY(?: BLOCK)? ?-{4,5}/y
/** Line breaks, however they are written. */
const between = /(?:\s|\\{1,8}[nrt]){0,80}/y
/** What may stand before the key itself. */
const header = /(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset)\b[^\r\n\\]{0,200}/y
/** Lines of one key; the longest real ones have some 400. */
const MOST_LINES = 4_000

export const privateKeys: readonly SecretRule[] = [
  {
    words: ['-BEGIN ', '- BEGIN '],
    find(reading, begin, end) {
      const head = reading.match(beginning, end)
      if (head === null) return nothing
      const inside = end + head[0].length
      const to = closedAt(reading, inside) ?? linesEnd(reading, inside)
      return [{ begin: begin - dashesBefore(reading, begin), end: to, kind: 'private_key' }]
    }
  },
  {
    // PuTTY: a number of lines of base64.
    words: ['Private-Lines:'],
    find(reading, _begin, end) {
      const count = reading.match(/[ \t]{0,4}\d{1,4}/y, end)
      if (count === null) return nothing
      const from = end + count[0].length
      const first = reading.match(between, from)?.[0].length ?? 0
      const to = linesEnd(reading, from)
      return to > from + first ? [{ begin: from + first, end: to, kind: 'private_key' }] : nothing
    }
  }
]

function dashesBefore(reading: TextReading, at: number): number {
  return /-{0,4}$/.exec(reading.before(at, 4))?.[0].length ?? 0
}

/** Where the key's end line ends, when it stands before another key begins. */
function closedAt(reading: TextReading, inside: number): number | null {
  const { text } = reading
  for (const word of ['-END ', '- END ']) {
    const at = reading.next(word, inside)
    if (at === text.length) continue
    const end = reading.match(ending, at + word.length)
    if (end === null) continue
    const isOwn = reading.next('-BEGIN ', inside) > at && reading.next('- BEGIN ', inside) > at
    if (isOwn) return at + word.length + end[0].length
  }
  return null
}

/** The lines of a key that has no end. */
function linesEnd(reading: TextReading, from: number): number {
  let end = from
  for (let line = 0; line < MOST_LINES; line += 1) {
    let at = end + (reading.match(between, end)?.[0].length ?? 0)
    const words = reading.match(header, at)
    if (words !== null) {
      end = at + words[0].length
      continue
    }
    // In a diff, a quotation or a listing something stands before each line.
    at += reading.match(/(?:[>+|] {0,4}|\d{1,5}[\t→:|] {0,4}){0,2}/y, at)?.[0].length ?? 0
    const to = reading.runEnd(base64, at)
    if (to - at < 16 && !(line > 0 && to > at && reading.text[to - 1] === '=')) return end
    end = to
  }
  return end
}
