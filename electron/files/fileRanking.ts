/** Which files a person most likely means. Pure. */
import type { FileMatch } from '../../shared/files.ts'
import { composed, fold, maskOf } from './fileTable.ts'
import type { FileTable } from './fileTable.ts'
import { BEST_SCORE, matchWord, positionsOf } from './fuzzyMatch.ts'
import type { Candidate } from './fuzzyMatch.ts'

/** Files a person has to do with just now, by their place in the order: 0 is nearest to hand. */
export type AtHand = ReadonlyMap<string, number>

interface Ranked {
  readonly candidate: Candidate
  readonly row: number
  readonly score: number
  readonly place: number
}

/** Accents that no letter has taken; the vowels of other scripts are no accents. */
const marks = /[\u0300-\u036f]/gu

/**
 * The best `limit` first. A match in the file's name beats one in its folders, a whole word beats a part,
 * neighbouring letters and word beginnings beat scattered ones; among equals what is at hand comes first,
 * then what is short. Words may come in any order, and all must match.
 */
export function rankFiles(query: string, table: FileTable, atHand: AtHand, limit: number): FileMatch[] {
  const words = wordsOf(query)
  const wanted = maskOf(words.join(''))
  const best: Ranked[] = []
  for (let row = 0; row < table.paths.length; row += 1) {
    const mask = table.masks[row] ?? 0
    if ((mask & wanted) !== wanted) continue
    const candidate = candidateAt(table, row)
    const floor = best[limit - 1]?.score ?? 0
    const score = scoreOf(words, candidate, floor)
    if (score === null || score < floor) continue
    keep(best, { candidate, row, score, place: atHand.get(table.paths[row] ?? '') ?? Infinity }, limit)
  }
  return best.map(({ candidate, row }) => {
    const path = table.paths[row] ?? ''
    return { path, positions: unitsOf(path, candidate.path, positionsIn(words, candidate)) }
  })
}

/** Positions in the composed path as those of the path itself: all units of a letter that is taken apart. */
function unitsOf(path: string, whole: string, positions: readonly number[]): number[] {
  if (path === whole) return [...positions]
  const wanted = new Set(positions)
  const units: number[] = []
  let at = 0
  let atWhole = 0
  // What belongs together in one form belongs together in the other.
  for (const { segment } of letters.segment(path)) {
    const length = composed(segment).length
    const isWanted = Array.from({ length }, (_, unit) => wanted.has(atWhole + unit)).includes(true)
    if (isWanted) units.push(...Array.from({ length: segment.length }, (_, unit) => at + unit))
    at += segment.length
    atWhole += length
  }
  return units
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

function candidateAt(table: FileTable, row: number): Candidate {
  const { paths, folded, nameAts } = table
  return {
    path: table.composed.get(row) ?? paths[row] ?? '',
    folded: folded[row] ?? '',
    nameAt: nameAts[row] ?? 0
  }
}

/** As the paths are written: `./src` and Windows' `src\x` mean what they mean in a terminal. */
function wordsOf(query: string): string[] {
  const typed = composed(query).replaceAll('\\', '/').replaceAll(marks, '').trim()
  return fold(typed.replace(/^\.?\//u, ''))
    .split(/\s+/u)
    .filter(Boolean)
}

/** Null when a word does not match, or all together match worse than `floor`. */
function scoreOf(words: readonly string[], candidate: Candidate, floor: number): number | null {
  const othersAtBest = (words.length - 1) * BEST_SCORE
  let sum = 0
  for (const word of words) {
    const match = matchWord(word, candidate, floor - othersAtBest)
    if (!match) return null
    sum += match.score
  }
  return sum
}

function positionsIn(words: readonly string[], candidate: Candidate): number[] {
  const positions = words.flatMap((word) => {
    const match = matchWord(word, candidate)
    return match ? positionsOf(word, match) : []
  })
  return [...new Set(positions)].toSorted((one, other) => one - other)
}

/** Puts one where it belongs among the best, which stay in order and no more than `limit`. */
function keep(best: Ranked[], ranked: Ranked, limit: number): void {
  let low = 0
  let high = best.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = best[middle]
    if (other && compare(other, ranked) <= 0) low = middle + 1
    else high = middle
  }
  if (low >= limit) return
  best.splice(low, 0, ranked)
  if (best.length > limit) best.pop()
}

function compare(one: Ranked, other: Ranked): number {
  if (one.score !== other.score) return other.score - one.score
  if (one.place !== other.place) return one.place - other.place
  const [a, b] = [one.candidate.path, other.candidate.path]
  return a.length - b.length || (a < b ? -1 : 1)
}

/** What is offered before anything is typed: what is at hand, then what lies nearest to the project's folder. */
export function firstFiles(table: FileTable, atHand: AtHand, limit: number): FileMatch[] {
  const paths = [...atHand.keys()].slice(0, limit)
  if (paths.length < limit) paths.push(...nearest(table, new Set(paths), limit - paths.length))
  return paths.map((path) => ({ path, positions: [] }))
}

function nearest({ paths }: FileTable, without: ReadonlySet<string>, count: number): string[] {
  const byDepth: string[][] = []
  for (const path of paths) {
    if (without.has(path)) continue
    const same = (byDepth[depthOf(path)] ??= [])
    if (same.length < count) same.push(path)
  }
  return byDepth.flatMap((same) => same.toSorted()).slice(0, count)
}

/** Slashes in it: at the same height files come before folders. */
function depthOf(path: string): number {
  let depth = 0
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) depth += 1
  return depth
}
