/**
 * Which `*`, `_` and `~~` of a run of text belong together, in one walk over it: as CommonMark and GFM say, with three
 * rules of our own. Between Chinese, Japanese and Korean letters there are no spaces, so a mark beside full-width
 * punctuation opens and closes as beside a letter, and one beside other punctuation does when its other neighbour is
 * such a letter (`**「设置」**页面`, `**"값"**은`); Thai and its neighbours are written so, too. One tilde never strikes:
 * it is a range (`3~5`). And `_` in a path or a call is a letter (`__init__.py`). Read by the lexers of the page and of
 * the export. Pure; its work grows with the length of the text.
 */
import { isEastAsian } from './eastAsian.ts'

/** Which mark a pair is made of, and where it ends, in UTF-16 units of the run. */
export interface Emphasis {
  readonly kind: 'em' | 'strong' | 'del'
  /** Behind its closing mark. */
  readonly end: number
}

interface Run {
  readonly sign: string
  /** Signs that no pair has taken yet: an opener gives its last ones, a closer its first ones. */
  from: number
  to: number
  readonly length: number
  readonly opens: boolean
  readonly closes: boolean
  /** Whether it stands so that it could do either. */
  readonly isEither: boolean
  /** The run before it that is still in play, -1 for none. */
  before: number
}

/**
 * By the place where each begins.
 * @param text with what is no text (code, links, escapes) masked by signs that mean nothing
 * @param skip where the math that begins at this place ends; the place itself when none does
 */
export function emphasisIn(text: string, skip: (at: number) => number): ReadonlyMap<number, Emphasis> {
  return pairsOf(runsIn(text, skip))
}

function runsIn(text: string, skip: (at: number) => number): Run[] {
  const runs: Run[] = []
  for (let at = 0; at < text.length;) {
    const sign = text.charAt(at)
    if (sign === '$' || sign === '+') {
      at = Math.max(at + 1, skip(at))
      continue
    }
    let to = at + 1
    if (sign === '*' || sign === '_' || sign === '~') {
      while (text.charAt(to) === sign) to += 1
      if (sign !== '~' || to - at === 2) runs.push(runAt(text, sign, at, to, runs.length - 1))
    }
    at = to
  }
  return runs
}

function runAt(text: string, sign: string, from: number, to: number, before: number): Run {
  const left = sideOf(characterBefore(text, from))
  const right = sideOf(characterAt(text, to))
  const isLeft =
    right.kind === 'letter' || (right.kind === 'sign' && (left.kind !== 'letter' || left.isUnspaced))
  const isRight =
    left.kind === 'letter' || (left.kind === 'sign' && (right.kind !== 'letter' || right.isUnspaced))
  const isUnderscore = sign === '_'
  return {
    sign,
    from,
    to,
    length: to - from,
    opens: isLeft && (!isUnderscore || ((!isRight || left.isPunctuation) && !isInPath(text, from))),
    closes: isRight && (!isUnderscore || ((!isLeft || right.isPunctuation) && !isInCall(text, to))),
    isEither: isLeft && isRight && (!isUnderscore || (left.isPunctuation && right.isPunctuation)),
    before
  }
}

/** `src/__tests__`, `self.__dict__`, `$_x` */
function isInPath(text: string, from: number): boolean {
  return /[/\\.$@=]/.test(text.charAt(from - 1))
}

/** `__init__.py`, `__init__(self)`, `__tests__/a` */
function isInCall(text: string, to: number): boolean {
  return /^(?:[/\\(=]|\.[A-Za-z\d])/.test(text.slice(to, to + 2))
}

interface Side {
  /** Full-width punctuation counts as a letter. */
  readonly kind: 'space' | 'sign' | 'letter'
  readonly isUnspaced: boolean
  readonly isPunctuation: boolean
}

const SPACE: Side = { kind: 'space', isUnspaced: false, isPunctuation: false }

function sideOf(character: string): Side {
  if (character === '' || /\s/.test(character)) return SPACE
  const isPunctuation = /[\p{P}\p{S}]/u.test(character)
  const isOfThem = isUnspaced(character)
  return {
    kind: isPunctuation && !isOfThem ? 'sign' : 'letter',
    isUnspaced: isOfThem,
    isPunctuation
  }
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at)
  return code === undefined ? '' : String.fromCodePoint(code)
}

/** Scripts without spaces between words. */
function isUnspaced(character: string): boolean {
  return (
    isEastAsian(character) ||
    /[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]/u.test(character)
  )
}

/** What only chooses between forms of a character is passed over. */
function characterBefore(text: string, at: number): string {
  if (at === 0) return ''
  const isLow = (text.charCodeAt(at - 1) & 0xfc00) === 0xdc00
  const found = characterAt(text, isLow && at > 1 ? at - 2 : at - 1)
  return /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u.test(found) ? characterBefore(text, at - found.length) : found
}

function pairsOf(runs: Run[]): ReadonlyMap<number, Emphasis> {
  const pairs = new Map<number, Emphasis>()
  /** By kind of closer: no run up to this one opens for it. */
  const floor = new Map<string, number>()
  /** The newest run in play. */
  let top = -1
  for (const [at, closer] of runs.entries()) {
    closer.before = top
    const kind = `${closer.sign}${closer.isEither}${closer.length % 3}`
    while (closer.closes && closer.from < closer.to) {
      const least = floor.get(kind) ?? -1
      let found = closer.before
      while (found > least && !matches(runs[found], closer)) found = runs[found]?.before ?? -1
      const opener = found > least ? runs[found] : undefined
      if (opener === undefined) {
        floor.set(kind, closer.before)
        break
      }
      take(opener, closer, pairs)
      // What stands between the two is plain text now.
      closer.before = opener.from < opener.to ? found : opener.before
    }
    top = closer.opens && closer.from < closer.to ? at : closer.before
  }
  return pairs
}

function matches(opener: Run | undefined, closer: Run): boolean {
  if (opener === undefined || opener.sign !== closer.sign || !opener.opens) return false
  if (opener.sign === '~' || !(opener.isEither || closer.isEither)) return true
  // Of runs that could do both, those of three together do not fit: `*a**b*` is no `<em>a</em>`.
  return (opener.length + closer.length) % 3 !== 0 || (opener.length % 3 === 0 && closer.length % 3 === 0)
}

function take(opener: Run, closer: Run, pairs: Map<number, Emphasis>): void {
  const width = opener.sign === '~' || Math.min(opener.to - opener.from, closer.to - closer.from) >= 2 ? 2 : 1
  opener.to -= width
  closer.from += width
  const kind = opener.sign === '~' ? 'del' : width === 2 ? 'strong' : 'em'
  pairs.set(opener.to, { kind, end: closer.from })
}
