/** One line of a terminal: a character and its look in each column. Owned by `terminalScreen.ts`. */
import { NO_LOOK, lookSequence } from './cellLook.ts'

interface Cell {
  /** Empty behind a character of two columns. */
  readonly character: string
  readonly look: string
}

const SPACE: Cell = { character: ' ', look: NO_LOOK }
/** Before it all characters take one column each. */
const FIRST_OTHER = 0x300
/**
 * What is written above or behind the character before it, in no column of its own: marks, what nobody sees, vowels and
 * ends of Hangul syllables, colours of skin.
 */
const JOINS = /^[\p{M}\p{Emoji_Modifier}\u1160-\u11ff\u200b-\u200f\u2060-\u2064\ud7b0-\ud7fb\ufeff]$/u
const JOINER = '\u200d'
/** Half of a flag. */
const REGIONAL = /^\p{RI}$/u
/** Of two columns. */
const WIDE =
  /^[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$/u

/** Written to by column; columns nothing was written to are blanks in no look. */
export class CellLine {
  readonly #cells: Cell[] = []

  get length(): number {
    return this.#cells.length
  }

  /** Returns the column behind what was written. */
  write(column: number, text: string, look: string): number {
    let at = column
    for (const character of text) {
      const isPlain = (character.codePointAt(0) ?? 0) < FIRST_OTHER
      if (!isPlain && this.#join(at, character)) continue
      this.#set(at, { character, look })
      at += 1
      if (!isPlain && WIDE.test(character)) {
        this.#set(at, { character: '', look })
        at += 1
      }
    }
    return at
  }

  erase(from: number, to: number): void {
    if (to >= this.#cells.length) this.#cells.length = Math.min(from, this.#cells.length)
    else for (let at = from; at < to; at += 1) this.#cells[at] = SPACE
  }

  remove(from: number, count: number): void {
    this.#cells.splice(from, count)
  }

  insert(at: number, count: number): void {
    if (at < this.#cells.length) this.#cells.splice(at, 0, ...Array.from({ length: count }, () => SPACE))
  }

  text(): string {
    let text = ''
    let look = NO_LOOK
    for (const cell of this.#cells) {
      if (cell.look !== look) text += lookSequence(look, cell.look)
      look = cell.look
      text += cell.character
    }
    return look === NO_LOOK ? text : text + lookSequence(look, NO_LOOK)
  }

  /** True: the character has become a part of the one before that column. */
  #join(at: number, character: string): boolean {
    const place = this.#cells[at - 1]?.character === '' && at > 1 ? at - 2 : at - 1
    const cell = this.#cells[place]
    if (cell === undefined) return false
    const { character: before } = cell
    const joins =
      JOINS.test(character) || before.endsWith(JOINER) || (REGIONAL.test(character) && REGIONAL.test(before))
    if (joins) this.#cells[place] = { ...cell, character: before + character }
    return joins
  }

  #set(at: number, cell: Cell): void {
    while (this.#cells.length < at) this.#cells.push(SPACE)
    this.#cells[at] = cell
  }
}
