/**
 * What a search looks for, on the server and in what grows on the page: as written, whatever the case, composed and
 * decomposed letters alike. In an answer, which is Markdown, words are found as they are drawn: marks of emphasis and
 * of code between the letters (`**foo**bar`), brackets and addresses of links, escapes and entities of signs do not hide
 * them. Pure.
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

/** Without one of these a text is drawn as it is written. */
const MARKS = /[*_~`[\\&]/
/** What may be a sign, and must be looked at. */
const SIGNS = /[*_~[\]]/
const LINK_END = String.raw`\]\((?:<[^<>\n]{0,300}>|[^()\s]{0,300})(?: "[^"\n]{0,200}")?\)`
const BETWEEN = String.raw`(?:\*{1,3}|_{1,3}|~~|\x60{1,3}|\[|${LINK_END}){0,3}`
const LINK = new RegExp(String.raw`(?<!!)\[(?:[^[\]\\]|\\.){0,1000}(${LINK_END})`, 'g')

/** How HTML, and so an answer, may write the signs that mean something to it. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&(?:amp;|#38;)?',
  '<': '(?:<|&lt;|&#60;)',
  '>': '(?:>|&gt;|&#62;)',
  '"': '(?:"|&quot;|&#34;)',
  "'": "(?:'|&apos;|&#39;)"
}

export function findPattern(query: string): FindPattern {
  const forms = [...new Set([query, query.normalize('NFC'), query.normalize('NFD')])]
  return {
    plain: new RegExp(forms.map(escaped).join('|'), 'giu'),
    marked: new RegExp(forms.map((form) => Array.from(form, asWritten).join(BETWEEN)).join('|'), 'giu')
  }
}

/**
 * The longest a hit is expected to be, in UTF-16 units: a decomposed form has up to four letters for one, an entity six,
 * and there may be links.
 */
export function longestHit(query: string): number {
  return 20 * query.length + 1_200
}

/** A letter of the query as an answer may have it. */
function asWritten(letter: string): string {
  return /^[!-/:-@[-`{-~]$/.test(letter)
    ? String.raw`\\?${ENTITIES[letter] ?? escaped(letter)}`
    : escaped(letter)
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

/** The hits in a text, in their order, none overlapping another. */
export function* hitsOf(text: string, { plain, marked }: FindPattern, isMarkdown: boolean): Generator<Found> {
  const isMarked = isMarkdown && MARKS.test(text)
  const pattern = isMarked ? marked : plain
  const signs = isMarked ? new HiddenSigns(text) : null
  for (let from = 0; ;) {
    // Whoever else searches with the pattern meanwhile begins elsewhere: to make one for each text costs more than most texts.
    pattern.lastIndex = from
    const match = pattern.exec(text)
    if (match === null) return
    const [found] = match
    const at = match.index
    if (found === '') return
    const isHit = signs === null || !SIGNS.test(found) || isWhole(found, plain) || signs.hideIn(at, found)
    from = isHit ? at + found.length : at + 1
    if (isHit) yield { at, length: found.length }
  }
}

function isWhole(found: string, exactly: RegExp): boolean {
  exactly.lastIndex = 0
  return exactly.exec(found)?.[0].length === found.length
}

/** Looked at together: a paragraph may be as long as a book. */
const WINDOW = 4_000

/** Which signs of a text are marks, drawn as emphasis, or belong to a link. Windows of the text are read when they are asked for. */
class HiddenSigns {
  readonly #text: string
  #window = -1
  #signs = new Set<number>()

  constructor(text: string) {
    this.#text = text
  }

  /** Whether all marks in what was found are drawn as emphasis, code or links, none as a sign. */
  hideIn(at: number, found: string): boolean {
    this.#read(Math.floor(at / WINDOW))
    for (let place = 0; place < found.length; place += 1) {
      if (found.charAt(place) === '\\') place += 1
      else if (SIGNS.test(found.charAt(place)) && !this.#signs.has(at + place)) return false
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
      for (const { index, 0: link, 1: end = '' } of paragraph.matchAll(LINK)) {
        this.#signs.add(from + index)
        for (let place = link.length - end.length; place < link.length; place += 1)
          this.#signs.add(from + index + place)
      }
      from += paragraph.length + 2
    }
  }
}
