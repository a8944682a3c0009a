/**
 * Reads about in one text for those who look for secrets in it. What was looked up is remembered: however
 * many places ask for the end of the same run, it is walked once, so that no text costs more than its
 * length. Used by `maskSecrets.ts` and the rules it follows.
 */

/** Characters that may follow one another in a value. */
export interface CharacterSet {
  readonly ascii: Uint8Array
  /** Whether all others belong to it. */
  readonly others: boolean
}

/** `inside`: a class of a regular expression, without its brackets (`A-Za-z0-9_`, `^\\s"`). */
export function characterSet(inside: string): CharacterSet {
  const one = new RegExp(`[${inside}]`)
  return {
    ascii: Uint8Array.from({ length: 128 }, (_, code) => (one.test(String.fromCharCode(code)) ? 1 : 0)),
    others: one.test('\u4e00')
  }
}

interface Stretch {
  readonly from: number
  readonly to: number
}

export class TextReading {
  readonly text: string
  readonly #runs = new Map<CharacterSet, Stretch>()
  readonly #places = new Map<string, Stretch>()
  readonly #done = new Map<object, number>()

  constructor(text: string) {
    this.text = text
  }

  /** Where the characters of the set that begin at `from` end. */
  runEnd(set: CharacterSet, from: number): number {
    const known = this.#runs.get(set)
    if (known && known.from <= from && from <= known.to) return known.to
    const { text } = this
    let to = from
    while (to < text.length && holds(set, text.charCodeAt(to))) to += 1
    this.#runs.set(set, { from, to })
    return to
  }

  /** Where `wanted` stands next, at `from` or behind it; the text's length when nowhere. */
  next(wanted: string, from: number): number {
    const known = this.#places.get(wanted)
    if (known && known.from <= from && from <= known.to) return known.to
    const at = this.text.indexOf(wanted, from)
    const to = at === -1 ? this.text.length : at
    this.#places.set(wanted, { from, to })
    return to
  }

  /** Whether a rule that looks at much has not looked at this place before. */
  once(rule: object, at: number): boolean {
    return (this.#done.get(rule) ?? 0) <= at
  }

  doneTo(rule: object, to: number): void {
    this.#done.set(rule, to)
  }

  lineEnd(from: number): number {
    return Math.min(this.next('\n', from), this.next('\r', from))
  }

  /** What a sticky pattern finds right at `at`. Its repetitions must be bounded: it may run at every character. */
  match(sticky: RegExp, at: number): RegExpExecArray | null {
    sticky.lastIndex = at
    return sticky.exec(this.text)
  }

  /** At most `length` characters before `at`. */
  before(at: number, length: number): string {
    return this.text.slice(Math.max(0, at - length), at)
  }

  /** At most `length` characters from `at` on, and not beyond `to`. */
  part(at: number, to: number, length = 512): string {
    return this.text.slice(at, Math.min(to, at + length))
  }

  /** Whether a word may begin here: after what is no letter, or after an escape that ends with one. */
  beginsWord(at: number): boolean {
    if (at === 0 || !holds(wordCharacters, this.text.charCodeAt(at - 1))) return true
    return escapeBefore.test(this.before(at, 24))
  }

  endsWord(at: number): boolean {
    return at >= this.text.length || !holds(wordCharacters, this.text.charCodeAt(at))
  }
}

function holds(set: CharacterSet, code: number): boolean {
  return code < 128 ? set.ascii[code] === 1 : set.others
}

const wordCharacters = characterSet('A-Za-z0-9_')
/** `\n`, `\u0022`, `%3D`, `&#39` and the colours of a terminal, as they are or escaped. */
const escapeBefore =
  /(?:\\[abefnrtv0]|\\u[\da-f]{4}|\\x[\da-f]{2}|\\[0-7]{3}|%[\da-f]{2}|(?:\p{Cc}|\\u001b|\\x1b|\\033|\\e)\[[\d;]{0,12}[a-z])$/iu
