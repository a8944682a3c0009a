/**
 * What a search looks for, on the server and in what grows on the page: whatever the case, the accents, the ways in
 * which a letter can be written and the signs nobody sees, as `searchText.ts` has it. In an answer, which is Markdown,
 * words are found as they are drawn: marks of emphasis and of code between the letters (`**foo**bar`), brackets and
 * addresses of links, escapes and entities of signs do not hide them. Pure.
 */
import { emphasisIn } from './markdown/emphasis.ts'
import { PlainReading, plainText } from './searchText.ts'

/** A hit within one text. */
export interface Found {
  /** UTF-16 units from the beginning of the text. */
  readonly at: number
  readonly length: number
}

interface Patterns {
  readonly plain: RegExp
  readonly marked: RegExp
}

/** A query made ready to be looked for in many texts. */
export interface FindPattern {
  /** For texts of ASCII alone as they are; null when none of them holds it. */
  readonly ascii: Patterns | null
  /** For other texts, by their `PlainReading`; null for a query of nothing but signs that it leaves out. */
  readonly plain: Patterns | null
  /** For such a query: as it is written. */
  readonly written: Patterns | null
}

/** Without one of these a text is drawn as it is written. */
const MARKS = /[*_~`[\\&]/
/** What may be a sign, and must be looked at. */
const SIGNS = /[*_~[\]]/
const NOT_ASCII = /\P{ASCII}/u
const HALF_PAIR = /\p{Surrogate}/u
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

/** Makes a query ready. One that is nothing but accents and signs nobody sees is looked for as it is written. */
export function findPattern(query: string): FindPattern {
  const plain = plainText(query)
  if (plain === '') {
    const forms = [...new Set([query, query.normalize('NFC'), query.normalize('NFD')])]
    return { ascii: null, plain: null, written: patternsOf(forms, 'giu') }
  }
  return {
    ascii: NOT_ASCII.test(plain) ? null : patternsOf([plain], 'gi'),
    // Half a surrogate pair must not be found in a whole one.
    plain: patternsOf([plain], HALF_PAIR.test(plain) ? 'giu' : 'gi'),
    written: null
  }
}

function patternsOf(forms: readonly string[], flags: string): Patterns {
  return {
    plain: new RegExp(forms.map(escaped).join('|'), flags),
    marked: new RegExp(forms.map((form) => Array.from(form, asWritten).join(BETWEEN)).join('|'), flags)
  }
}

/**
 * The longest a hit is expected to be, in UTF-16 units: a letter may stand there taken apart, as an entity of six, with
 * signs nobody sees, and there may be links.
 */
export function longestHit(query: string): number {
  return 20 * Math.max(query.length, plainText(query).length) + 1_200
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
export function* hitsOf(text: string, pattern: FindPattern, isMarkdown: boolean): Generator<Found> {
  const isMarked = isMarkdown && MARKS.test(text)
  if (pattern.plain === null) {
    if (pattern.written !== null) yield* hitsBy(pattern.written, { text, reading: null, isMarked })
  } else if (!NOT_ASCII.test(text)) {
    if (pattern.ascii !== null) yield* hitsBy(pattern.ascii, { text, reading: null, isMarked })
  } else yield* hitsBy(pattern.plain, { text, reading: new PlainReading(text), isMarked })
}

interface Searched {
  readonly text: string
  /** Null: the text is searched as it is. */
  readonly reading: PlainReading | null
  /** Whether marks in it may be drawn as something else. */
  readonly isMarked: boolean
}

function* hitsBy({ plain, marked }: Patterns, { text, reading, isMarked }: Searched): Generator<Found> {
  const pattern = isMarked ? marked : plain
  const signs = isMarked ? new HiddenSigns(text) : null
  const searched = reading?.plain ?? text
  let end = 0
  for (let from = 0; ;) {
    // Whoever else searches with the pattern meanwhile begins elsewhere: to make one for each text costs more than most texts.
    pattern.lastIndex = from
    const match = pattern.exec(searched)
    if (match === null) return
    const [found] = match
    if (found === '') return
    const hit = placeIn(reading, match.index, found.length)
    const isHit =
      signs === null ||
      !SIGNS.test(found) ||
      isWhole(found, plain) ||
      signs.hideIn(hit.at, text.slice(hit.at, hit.at + hit.length))
    from = isHit ? match.index + found.length : match.index + 1
    // A letter that stands for two (ß) is one hit.
    if (!isHit || hit.at < end) continue
    end = hit.at + hit.length
    yield hit
  }
}

/** With the accents and the signs nobody sees behind its last letter. */
function placeIn(reading: PlainReading | null, at: number, length: number): Found {
  if (reading === null) return { at, length }
  const start = reading.startOf(at)
  return { at: start, length: reading.endOf(at + length - 1) - start }
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
      const sign = found.charAt(place)
      if (sign === '\\') place += 1
      else if (SIGNS.test(sign) && !this.#signs.has(at + place)) return false
      // A wide asterisk looks like one, and is none.
      else if (sign > '\u007f' && SIGNS.test(plainText(sign))) return false
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
