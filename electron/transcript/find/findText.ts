/** Finds a query in a text, whatever its case, and shows the line around it. Pure; used by `findMessages.ts`. */

import { cutPlace, nextPlace } from '../../../shared/cutText.ts'
import { findPattern, hitsOf, longestHit } from '../../../shared/findPattern.ts'
import type { Found, FindPattern } from '../../../shared/findPattern.ts'

/** Characters a snippet has at most, and how many of them stand before the hit when its line is longer. */
const SNIPPET = 200
const LEAD = 60
/** Texts are searched in pieces of this length, so that others get their turn between them. */
const PIECE = 64 * 1024

/** Place and length of a hit, in UTF-16 units of the text. */
export type TextHit = Found

/** The line around a hit, cut at `SNIPPET_LENGTH`; `start` and `end` are UTF-16 units in it. */
export interface Snippet {
  readonly snippet: string
  readonly start: number
  readonly end: number
}

/**
 * The hits in a text, piece by piece: each value is those of one piece, none overlapping another.
 * @param isMarkdown whether its marks are drawn as emphasis: then they hide nothing
 */
export function* hitsIn(text: string, query: FindQuery, isMarkdown = false): Generator<readonly TextHit[]> {
  let from = 0
  for (let begin = 0; begin < text.length; begin += PIECE) {
    const end = begin + PIECE
    const piece = text.slice(from, Math.min(end + query.reach, text.length))
    const hits: TextHit[] = []
    for (const { at, length } of hitsOf(piece, query.pattern, isMarkdown)) {
      if (from + at >= end) break
      hits.push({ at: from + at, length })
    }
    const last = hits.at(-1)
    from = Math.max(end, last === undefined ? 0 : last.at + last.length)
    yield hits
  }
}

/** A query made ready for many texts. */
export interface FindQuery {
  readonly pattern: FindPattern
  /** The longest a hit can be, in UTF-16 units. */
  readonly reach: number
}

/** Makes ready what a person typed; plain words, no pattern. */
export function findQuery(query: string): FindQuery {
  return { pattern: findPattern(query), reach: longestHit(query) }
}

/** The line around a hit, at most 200 characters of it. No more of the line is looked at: it may be megabytes, and full of hits. */
export function snippetOf(text: string, { at, length }: TextHit): Snippet {
  const near = Math.max(0, at - SNIPPET)
  const newlineBefore = text.slice(near, at).lastIndexOf('\n')
  const beginsNear = newlineBefore !== -1 || near === 0
  const lineStart = near + newlineBefore + 1
  const behind = text.slice(at + length, at + length + SNIPPET)
  const newline = behind.indexOf('\n')
  const lineEnd = at + length + (newline === -1 ? behind.length : newline)
  let from = beginsNear ? Math.min(firstInk(text, lineStart), at) : near
  if (lineEnd - from > SNIPPET) from = Math.max(from, Math.min(at - LEAD, lineEnd - SNIPPET))
  if (from > lineStart) from = Math.min(at, nextPlace(text, from))
  const to = cutPlace(text, Math.min(lineEnd, from + SNIPPET))
  return { snippet: text.slice(from, to), start: at - from, end: Math.min(at + length, to) - from }
}

/** The first character of a line that is no space. */
function firstInk(text: string, lineStart: number): number {
  let at = lineStart
  while (text[at] === ' ' || text[at] === '\t') at += 1
  return at
}
