/**
 * How well what was typed fits one path. Pure; called for every path of a project at every key, so it
 * makes nothing it does not give back.
 */

/** Better ones have higher scores; equal ones are as good as each other, and something else decides. */
export interface Match {
  readonly score: number
  /** Where the word stands as it is, or each of its letters where they are scattered. */
  readonly at: number | readonly number[]
}

/** UTF-16 units of the path, ascending. */
export function positionsOf(word: string, { at }: Match): readonly number[] {
  return typeof at === 'number' ? Array.from({ length: word.length }, (_, index) => at + index) : at
}

/** One path, as `FileTable` has it. */
export interface Candidate {
  readonly path: string
  readonly folded: string
  readonly nameAt: number
}

/** Between kinds of matches; what is finer (word beginnings, gaps) stays below one step. */
const STEP = 100
const steps = { wholeName: 5, nameBegins: 4, wordBegins: 3, within: 2, scattered: 1 } as const
type Kind = keyof typeof steps

/** Put on top of a match in the name, so that it is better than any in the folders. */
const NAME_BONUS = 5 * STEP
/** What no match in the folders, and no scattered one, can be better than. */
const BEST_IN_FOLDERS = steps.wholeName * STEP + STEP - 1
const BEST_SCATTERED = steps.scattered * STEP + STEP - 1

/** What no word can be better than. */
export const BEST_SCORE = BEST_IN_FOLDERS + NAME_BONUS

/**
 * Null when it does not match, and when the match would be worse than `floor`.
 *
 * @param word folded, not empty, without spaces
 */
export function matchWord(word: string, candidate: Candidate, floor = 0): Match | null {
  if (!word.includes('/')) {
    const inName = matchFrom(word, candidate, candidate.nameAt, floor - NAME_BONUS)
    if (inName) return { score: inName.score + NAME_BONUS, at: inName.at }
    if (floor > BEST_IN_FOLDERS) return null
  }
  return matchFrom(word, candidate, 0, floor)
}

function matchFrom(word: string, candidate: Candidate, from: number, floor: number): Match | null {
  const at = nextTo(word, candidate, from)
  if (at === -1) return floor > BEST_SCATTERED ? null : scattered(word, candidate, from)
  // `file1` means file1.ts rather than file12.ts.
  const fine = endsWord(candidate.path, at + word.length) ? STEP - 1 : STEP - 2
  return { score: steps[kindOf(word, candidate, from, at)] * STEP + fine, at }
}

/** Where the word stands as it is: at the beginning of a word if it can be, else anywhere, else -1. */
function nextTo(word: string, { path, folded }: Candidate, from: number): number {
  const first = folded.indexOf(word, from)
  for (let at = first; at !== -1; at = folded.indexOf(word, at + 1)) {
    if (at === from || beginsWord(path, at)) return at
  }
  return first
}

function kindOf(word: string, { path, folded }: Candidate, from: number, at: number): Kind {
  if (at !== from) return beginsWord(path, at) ? 'wordBegins' : 'within'
  const length = folded.endsWith('/') ? folded.length - 1 : folded.length
  return word.length === length - from ? 'wholeName' : 'nameBegins'
}

/**
 * The letters in order with others between: by word beginnings where that works (`fiv` in `fileIndexView`),
 * else as they come. Neighbours and word beginnings raise the score, gaps lower it.
 */
function scattered(word: string, candidate: Candidate, from: number): Match | null {
  // Most paths fail here, so this comes first.
  const end = firstEnd(word, candidate.folded, from)
  if (end === -1) return null
  const positions = byBeginnings(word, candidate, from) ?? backFrom(end, word, candidate.folded)
  let good = 0
  for (const [index, at] of positions.entries()) {
    const previous = index === 0 ? null : positions[index - 1]
    if (previous === at - 1 || beginsWord(candidate.path, at)) good += 1
  }
  const gaps = spread(positions)
  const fine = Math.round((good / word.length) * 80) - Math.min(gaps, 40)
  return { score: steps.scattered * STEP + Math.max(fine, 0), at: positions }
}

function spread(positions: readonly number[]): number {
  return (positions.at(-1) ?? 0) - (positions[0] ?? 0) + 1 - positions.length
}

/** Each letter follows the one before it, or begins a word. */
function byBeginnings(word: string, { path, folded }: Candidate, from: number): number[] | null {
  const positions: number[] = []
  let at = from - 1
  for (let index = 0; index < word.length; index += 1) {
    const letter = word.charAt(index)
    const next = at + 1
    if (positions.length > 0 && folded[next] === letter) at = next
    else at = nextBeginning(letter, path, folded, next)
    if (at === -1) return null
    positions.push(at)
  }
  return positions
}

function nextBeginning(letter: string, path: string, folded: string, from: number): number {
  for (let at = folded.indexOf(letter, from); at !== -1; at = folded.indexOf(letter, at + 1)) {
    if (beginsWord(path, at)) return at
  }
  return -1
}

/** Where the last letter stands when each is taken at its first place behind the one before it, or -1. */
function firstEnd(word: string, folded: string, from: number): number {
  let end = from - 1
  for (let index = 0; index < word.length; index += 1) {
    end = folded.indexOf(word.charAt(index), end + 1)
    if (end === -1) return -1
  }
  return end
}

/** From that end back the shortest way. */
function backFrom(end: number, word: string, folded: string): number[] {
  const positions: number[] = []
  for (let index = word.length - 1, at = end; index >= 0; index -= 1, at -= 1) {
    at = folded.lastIndexOf(word.charAt(index), at)
    positions.push(at)
  }
  return positions.toReversed()
}

/** At and behind what is no letter or digit, a capital behind a small letter, a digit behind a letter. */
function beginsWord(path: string, at: number): boolean {
  if (at === 0) return true
  const before = kindOfUnit(path.charCodeAt(at - 1))
  const here = kindOfUnit(path.charCodeAt(at))
  if (before === 'other' || here === 'other') return true
  return (here === 'capital' && before !== 'capital') || (here === 'digit' && before !== 'digit')
}

function endsWord(path: string, end: number): boolean {
  return end >= path.length || beginsWord(path, end)
}

function kindOfUnit(code: number): 'capital' | 'small' | 'digit' | 'other' {
  if (code >= 97 && code <= 122) return 'small'
  if (code >= 65 && code <= 90) return 'capital'
  if (code >= 48 && code <= 57) return 'digit'
  return code > 127 ? 'small' : 'other'
}
