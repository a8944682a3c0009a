/**
 * One pattern of an ignore file, as git matches it, in a time that grows with the text and never explodes: a
 * folder brings its patterns along, and a regular expression made of `*a*a*a*a*b` would hold the server for
 * years. Pure. Used by `ignoreRules.ts`.
 */

/** What matches one character: itself, or those of a set. `null` is `*`: any number of them. */
type Token = string | CharacterSet | null

interface CharacterSet {
  readonly isNegated: boolean
  /** First and last code of each range, one after the other. */
  readonly ranges: readonly number[]
}

/** `?` */
const anyCharacter: CharacterSet = { isNegated: true, ranges: [] }

type Segment = readonly Token[]

/** Counts what matching costs, in characters looked at. */
export interface Work {
  steps: number
}

export interface Glob {
  /** `/` between them; null is `**`: any number of whole segments. */
  readonly segments: readonly (Segment | null)[]
}

/** Null for a pattern that matches nothing: a set without its end, a lone backslash, a class nobody knows. */
export function parseGlob(pattern: string): Glob | null {
  const segments: (Segment | null)[] = []
  let tokens: Token[] = []
  let at = 0
  let segmentAt = 0
  const close = (): void => {
    segments.push(/^\*{2,}$/u.test(pattern.slice(segmentAt, at)) ? null : tokens)
    tokens = []
  }
  while (at < pattern.length) {
    const character = pattern.charAt(at)
    if (character === '/' || pattern.startsWith('\\/', at)) {
      close()
      at += character === '/' ? 1 : 2
      segmentAt = at
    } else if (character === '*') {
      if (tokens.at(-1) !== null) tokens.push(null)
      at += 1
    } else if (character === '?') {
      tokens.push(anyCharacter)
      at += 1
    } else if (character === '\\') {
      if (at + 1 >= pattern.length) return null
      tokens.push(pattern.charAt(at + 1))
      at += 2
    } else if (character === '[') {
      const set = parseSet(pattern, at + 1)
      if (set === null) return null
      tokens.push(set.set)
      at = set.end
    } else {
      tokens.push(character)
      at += 1
    }
  }
  close()
  // `a/**` is what lies in `a`, not `a` itself.
  if (segments.at(-1) === null) segments.splice(-1, 0, [null])
  return { segments }
}

const classes: Readonly<Record<string, readonly number[]>> = {
  alpha: [65, 90, 97, 122],
  digit: [48, 57],
  alnum: [48, 57, 65, 90, 97, 122],
  upper: [65, 90],
  lower: [97, 122],
  space: [9, 13, 32, 32],
  blank: [9, 9, 32, 32],
  punct: [33, 47, 58, 64, 91, 96, 123, 126],
  print: [32, 126],
  graph: [33, 126],
  cntrl: [0, 31, 127, 127],
  xdigit: [48, 57, 65, 70, 97, 102]
}

/** What stands behind `[`. Null when it does not end. */
function parseSet(
  pattern: string,
  from: number
): { readonly set: CharacterSet; readonly end: number } | null {
  let at = from
  const isNegated = /[!^]/u.test(pattern.charAt(at))
  if (isNegated) at += 1
  const ranges: number[] = []
  for (let isFirst = true; isFirst || pattern.charAt(at) !== ']'; isFirst = false) {
    if (at >= pattern.length) return null
    const named = pattern.startsWith('[:', at) ? /^\[:([^\]]*):\]/u.exec(pattern.slice(at, at + 16)) : null
    if (named !== null) {
      const known = classes[named[1] ?? '']
      if (known === undefined) return null
      ranges.push(...known)
      at += named[0].length
      continue
    }
    if (pattern.charAt(at) === '\\') at += 1
    const low = pattern.charCodeAt(at)
    at += 1
    let high = low
    if (pattern.charAt(at) === '-' && at + 1 < pattern.length && pattern.charAt(at + 1) !== ']') {
      at += 1
      if (pattern.charAt(at) === '\\') at += 1
      high = pattern.charCodeAt(at)
      at += 1
    }
    if (Number.isNaN(low) || Number.isNaN(high)) return null
    // The first is in it even when the range runs backwards.
    ranges.push(low, low, low, high)
  }
  return { set: { isNegated, ranges }, end: at + 1 }
}

/** Whether the glob matches the whole of these segments. */
export function matchesGlob({ segments }: Glob, texts: readonly string[], work: Work): boolean {
  let at = 0
  let textAt = 0
  let starAt = -1
  let starTextAt = 0
  while (textAt < texts.length) {
    const segment = segments[at]
    work.steps += 1
    if (segment === null) {
      starAt = at
      starTextAt = textAt
      at += 1
    } else if (segment !== undefined && matchesSegment(segment, texts[textAt] ?? '', work)) {
      at += 1
      textAt += 1
    } else if (starAt !== -1) {
      // Going back to the last star is enough: an earlier one could only take less.
      starTextAt += 1
      textAt = starTextAt
      at = starAt + 1
    } else {
      return false
    }
  }
  while (segments[at] === null) at += 1
  return at === segments.length
}

function matchesSegment(tokens: Segment, text: string, work: Work): boolean {
  let at = 0
  let textAt = 0
  let starAt = -1
  let starTextAt = 0
  while (textAt < text.length) {
    const token = tokens[at]
    work.steps += 1
    if (token === null) {
      starAt = at
      starTextAt = textAt
      at += 1
    } else if (token !== undefined && matchesToken(token, text, textAt)) {
      at += 1
      textAt += 1
    } else if (starAt !== -1) {
      starTextAt += 1
      textAt = starTextAt
      at = starAt + 1
    } else {
      return false
    }
  }
  while (tokens[at] === null) at += 1
  return at === tokens.length
}

function matchesToken(token: Exclude<Token, null>, text: string, at: number): boolean {
  if (typeof token === 'string') return text.charAt(at) === token
  const code = text.charCodeAt(at)
  let isIn = false
  for (let range = 0; range < token.ranges.length; range += 2) {
    if (code >= (token.ranges[range] ?? 0) && code <= (token.ranges[range + 1] ?? 0)) isIn = true
  }
  return isIn !== token.isNegated
}
