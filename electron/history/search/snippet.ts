/**
 * The words around what was found, as a list shows them: one line of some two hundred characters, with what was looked
 * for marked. What is marked is what the index found: whole words, parts of names, beginnings where those were asked
 * for. Pure.
 */
import { nextPlace, cutPlace } from '../../../shared/cutText.ts'
import { PlainReading, plainText } from '../../../shared/searchText.ts'
import { LONGEST_TEXT, partsOf } from './indexedText.ts'
import type { SearchQuery, SearchTerm } from './searchQuery.ts'

interface SnippetPiece {
  readonly text: string
  readonly isHit: boolean
}

/** What a snippet shows, and how much of what was asked for it holds. */
export interface Snippet {
  readonly pieces: readonly SnippetPiece[]
  readonly terms: number
}

const LENGTH = 220
const LEAD = 70
/** A text is looked through in pieces of this length, as far as is needed. */
const PIECE = 32 * 1024
/** What stands across the edge of two pieces is found in the second. */
const OVERLAP = 200
const MOST_MARKS = 200

/** Made ready once for all texts of an answer. */
export class Marker {
  readonly #patterns: readonly Pattern[]

  constructor({ terms }: Pick<SearchQuery, 'terms'>) {
    this.#patterns = terms.flatMap((term) => patternOf(term) ?? [])
  }

  /** The best line of a text; its beginning where nothing of it can be marked. */
  snippetOf(text: string): Snippet {
    const marks = this.#marksIn(text)
    const from = begin(text, marks)
    const to = cutPlace(text, Math.min(text.length, from + LENGTH))
    const shown = marks.filter(({ at, end }) => at >= from && end <= to)
    return { pieces: pieces(text, { from, to }, shown), terms: new Set(shown.map(({ term }) => term)).size }
  }

  #marksIn(text: string): readonly Mark[] {
    const marks: Mark[] = []
    const seen = new Set<number>()
    const end = Math.min(text.length, LONGEST_TEXT)
    for (let from = 0; from < end && marks.length < MOST_MARKS; from += PIECE) {
      const start = Math.max(0, from - OVERLAP)
      const reading = new PlainReading(text.slice(start, from + PIECE))
      this.#patterns.forEach((pattern, term) => {
        for (const { at, length } of matchesIn(reading.plain, pattern)) {
          const mark = { at: start + reading.startOf(at), end: start + reading.endOf(at + length - 1), term }
          if (from > 0 && mark.end <= from) continue
          marks.push(mark)
          seen.add(term)
          if (marks.length >= MOST_MARKS) break
        }
      })
      if (seen.size === this.#patterns.length) break
    }
    return marks.toSorted((a, b) => a.at - b.at || b.end - a.end)
  }
}

interface Mark {
  readonly at: number
  readonly end: number
  readonly term: number
}

interface Pattern {
  readonly expression: RegExp
  readonly isPrefix: boolean
}

function patternOf({ text, isPrefix }: SearchTerm): Pattern | null {
  const words = plainText(text.slice(0, 1000)).match(/[\p{L}\p{M}\p{N}\p{Extended_Pictographic}]+/gu)
  if (words === null) return null
  const parts = partsOf(text)
  const forms = [
    words.map(escaped).join(BETWEEN_WORDS),
    ...(parts === null ? [] : [parts.join(BETWEEN_PARTS)])
  ]
  return { expression: new RegExp(forms.join('|'), 'giu'), isPrefix }
}

const BETWEEN_WORDS = String.raw`[^\p{L}\p{N}]{1,20}`
const BETWEEN_PARTS = String.raw`[^\p{L}\p{N}]{0,20}`

function escaped(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

function* matchesIn(
  plain: string,
  { expression, isPrefix }: Pattern
): Generator<{ readonly at: number; readonly length: number }> {
  for (const { 0: found, index: at } of plain.matchAll(expression)) {
    if (found === '' || !beginsToken(plain, at)) continue
    if (isPrefix || endsToken(plain, at + found.length)) yield { at, length: found.length }
  }
}

const SPACED = /[\p{L}\p{N}]/u
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

function beginsToken(plain: string, at: number): boolean {
  const [before, first] = [plain.slice(at - 1, at), plain.slice(at, at + 1)]
  if (at === 0 || !SPACED.test(before) || UNSPACED.test(first) || UNSPACED.test(before)) return true
  return isCaseChange(plain, at)
}

function endsToken(plain: string, at: number): boolean {
  const [last, next] = [plain.slice(at - 1, at), plain.slice(at, at + 1)]
  if (at >= plain.length || !SPACED.test(next) || UNSPACED.test(last) || UNSPACED.test(next)) return true
  return isCaseChange(plain, at) || (/[a-z]/i.test(last) && /[0-9]/.test(next))
}

/** Between `refresh` and `Token`, `HTTP` and `Server`. */
function isCaseChange(plain: string, at: number): boolean {
  return /^(?:[a-z0-9][A-Z]|[A-Z][A-Z][a-z])/.test(plain.slice(at - 1, at + 2))
}

/** Where the line begins: a little in front of the place where most of what was asked for stands together. */
function begin(text: string, marks: readonly Mark[]): number {
  let best: Mark | null = null
  let most = 0
  for (const [index, mark] of marks.entries()) {
    const terms = new Set<number>()
    for (let at = index; at < marks.length; at += 1) {
      const other = marks[at]
      if (other === undefined || other.end > mark.at + LENGTH - LEAD) break
      terms.add(other.term)
    }
    if (terms.size <= most) continue
    most = terms.size
    best = mark
  }
  if (best === null || best.at <= LEAD) return 0
  const from = best.at - LEAD
  const space = text.slice(from, best.at).search(/\s/u)
  return nextPlace(text, space === -1 ? from : from + space + 1)
}

function pieces(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
  marks: readonly Mark[]
): readonly SnippetPiece[] {
  const found: SnippetPiece[] = []
  const add = (part: string, isHit: boolean): void => {
    const line = part.replaceAll(/[\s\p{Cc}]+/gu, ' ').replaceAll(/\p{Surrogate}/gu, '\ufffd')
    if (line !== '') found.push({ text: line, isHit })
  }
  let at = from
  for (const mark of marks) {
    if (mark.at < at) continue
    add(text.slice(at, mark.at), false)
    add(text.slice(mark.at, mark.end), true)
    at = mark.end
  }
  add(text.slice(at, to), false)
  const [first] = found
  if (first !== undefined && !first.isHit)
    found[0] = { ...first, text: from > 0 ? `…${first.text}` : first.text.trimStart() }
  else if (first !== undefined && from > 0) found.unshift({ text: '…', isHit: false })
  if (to < text.length) found.push({ text: '…', isHit: false })
  return found.filter((piece) => piece.text !== '')
}
