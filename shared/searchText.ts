/**
 * Texts as a search sees them, the same everywhere: the server finds sessions with it, the palette its own entries, and
 * both find words within a session. Pure.
 */

/**
 * Without case, accents and what nobody sees, letters taken apart, so that the beginning of a Korean syllable finds it;
 * what has two writings in the one that is on every keyboard.
 */
export function plainText(text: string): string {
  if (/^[\u0020-\u007e\n]*$/u.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replaceAll(LEFT_OUT, '')
    .toLowerCase()
    .replaceAll(TWO_WRITINGS, (letter) => WRITINGS[letter] ?? letter)
}

/** Accents, but not the signs of ASCII that look like some; joiners, soft hyphens, marks of direction and of emoji. */
const LEFT_OUT = /(?![\^`])[\p{Diacritic}\p{Cf}\ufe00-\ufe0f]/gu

/**
 * What stands in many texts and of which `plainText` changes no more than the case: ASCII, Cyrillic without accents, box
 * drawing and dingbats, ideographs, emoji. Everything else is looked at by itself, with the marks on it.
 */
const LOOKED_AT =
  /[^\p{ASCII}\u0410-\u0418\u041a-\u0438\u043a-\u044f\u2500-\u27bf\u3400-\u9fff\u{1f300}-\u{1faff}]\p{M}*/gu

/** To look for these first takes a tenth of the time that it takes to ask Unicode of every letter. */
const NOT_ASCII = /[\u0080-\uffff]+/g

/** A part of the plain text, and where it comes from: letter by letter, or all of it from one sign. */
interface PlainPart {
  readonly plainAt: number
  readonly at: number
  readonly isOneSign: boolean
}

/**
 * A text as `plainText` has it but for its case, and where each of its letters comes from. All places are in UTF-16
 * units. To change the case of a long text costs more than a search that does not look at it.
 */
export class PlainReading {
  readonly plain: string
  readonly #length: number
  readonly #parts: PlainPart[] = []

  constructor(text: string) {
    const known = new Map<string, string>()
    let plain = ''
    const add = (letters: string, at: number, isOneSign: boolean): void => {
      if (letters === '') return
      this.#parts.push({ plainAt: plain.length, at, isOneSign })
      plain += letters
    }
    let from = 0
    for (const { 0: run, index: runAt } of text.matchAll(NOT_ASCII)) {
      for (const { 0: sign, index } of run.matchAll(LOOKED_AT)) {
        const at = runAt + index
        add(text.slice(from, at), from, false)
        const letters = known.get(sign) ?? plainText(sign)
        known.set(sign, letters)
        add(letters, at, true)
        from = at + sign.length
      }
    }
    add(text.slice(from), from, false)
    this.plain = plain
    this.#length = text.length
  }

  /** Where in the text the sign begins that a unit of `plain` comes from; behind the last unit: its length. */
  startOf(unit: number): number {
    if (unit >= this.plain.length) return this.#length
    const { plainAt, at, isOneSign } = this.#parts[this.#partOf(unit)] ?? none
    return isOneSign ? at : at + unit - plainAt
  }

  /** Where the next letter begins: behind the sign, its accents, and what nobody sees. */
  endOf(unit: number): number {
    const part = this.#partOf(unit)
    const isOneSign = this.#parts[part]?.isOneSign === true
    return this.startOf(isOneSign ? (this.#parts[part + 1]?.plainAt ?? this.plain.length) : unit + 1)
  }

  #partOf(unit: number): number {
    let [first, last] = [0, this.#parts.length - 1]
    while (first < last) {
      const middle = Math.ceil((first + last) / 2)
      if ((this.#parts[middle] ?? none).plainAt <= unit) first = middle
      else last = middle - 1
    }
    return first
  }
}

const none: PlainPart = { plainAt: 0, at: 0, isOneSign: false }

const WRITINGS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ς: 'σ',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '–': '-',
  '—': '-'
}
const TWO_WRITINGS = new RegExp(`[${Object.keys(WRITINGS).join('')}]`, 'gu')

/** Each must stand somewhere in a text that is found. */
export function searchedWords(query: string): readonly string[] {
  return plainText(query)
    .split(/\s+/u)
    .filter((word) => word !== '')
}

/** Whether the text holds every one of the words, in any order. @param words as `plainText` gives them */
export function hasWords(text: string, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const plain = plainText(text)
  return words.every((word) => plain.includes(word))
}
