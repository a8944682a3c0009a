/**
 * What a search looks for, on the server and in what grows on the page: as written, whatever the case, composed and
 * decomposed letters alike. In an answer, which is Markdown, words are found as they are drawn: marks of emphasis and
 * of code between the letters (`**foo**bar`) do not hide them. Pure.
 */
import { emphasisIn } from './markdown/emphasis.ts'

export interface Found {
  /** UTF-16 units from the beginning of the text. */
  readonly at: number
  readonly length: number
}

export interface FindPattern {
  readonly plain: RegExp
  readonly marked: RegExp
}

const MARKS = /[*_~`]/
const BETWEEN = '(?:\\*{1,3}|_{1,3}|~~|`{1,3}){0,2}'

export function findPattern(query: string): FindPattern {
  const forms = [...new Set([query, query.normalize('NFC'), query.normalize('NFD')])]
  return {
    plain: new RegExp(forms.map(escaped).join('|'), 'giu'),
    marked: new RegExp(forms.map((form) => Array.from(form, escaped).join(BETWEEN)).join('|'), 'giu')
  }
}

/** The longest a hit can be, in UTF-16 units: a decomposed form has up to four letters for one. */
export function longestHit(query: string): number {
  return 10 * query.length + 4
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

/** The hits in a text, in their order, none overlapping another. */
export function* hitsOf(text: string, { plain, marked }: FindPattern, isMarkdown: boolean): Generator<Found> {
  const isMarked = isMarkdown && MARKS.test(text)
  const pattern = new RegExp(isMarked ? marked : plain)
  const exactly = new RegExp(plain)
  const signs = isMarked ? new HiddenSigns(text) : null
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [found] = match
    const at = match.index
    if (found === '') return
    if (signs === null || !MARKS.test(found) || isWhole(found, exactly) || signs.hideIn(at, found)) {
      yield { at, length: found.length }
    } else pattern.lastIndex = at + 1
  }
}

function isWhole(found: string, exactly: RegExp): boolean {
  exactly.lastIndex = 0
  return exactly.exec(found)?.[0].length === found.length
}

/** Looked at together: a paragraph may be as long as a book. */
const WINDOW = 4_000

/** Which signs of a text are marks, and drawn as emphasis. Windows of the text are read when they are asked for. */
class HiddenSigns {
  readonly #text: string
  #window = -1
  #signs = new Set<number>()

  constructor(text: string) {
    this.#text = text
  }

  /** Whether all marks in what was found are drawn as emphasis or code, none as a sign. */
  hideIn(at: number, found: string): boolean {
    this.#read(Math.floor(at / WINDOW))
    for (let place = 0; place < found.length; place += 1) {
      if (/[*_~]/.test(found.charAt(place)) && !this.#signs.has(at + place)) return false
    }
    return true
  }

  #read(window: number): void {
    if (window === this.#window) return
    this.#window = window
    this.#signs = new Set()
    let from = Math.max(0, (window - 0.5) * WINDOW)
    for (const paragraph of this.#text.slice(from, (window + 2) * WINDOW).split('\n\n')) {
      for (const [begin, { kind, end }] of emphasisIn(paragraph, (place) => place)) {
        this.#signs.add(from + begin).add(from + end - 1)
        if (kind !== 'em') this.#signs.add(from + begin + 1).add(from + end - 2)
      }
      from += paragraph.length + 2
    }
  }
}
