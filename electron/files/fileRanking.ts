/** Which files a person most likely means. Pure. */
import type { FileMatch } from '../../shared/files.ts'
import { fold, maskOf } from './fileTable.ts'
import type { FileTable } from './fileTable.ts'
import { matchWord } from './fuzzyMatch.ts'
import type { Candidate, Match } from './fuzzyMatch.ts'

/** Files a person has to do with just now, by their place in the order: 0 is nearest to hand. */
export type AtHand = ReadonlyMap<string, number>

interface Ranked extends Match {
  readonly path: string
  readonly place: number
}

const marks = /\p{Mn}/gu

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
    const path = table.paths[row] ?? ''
    const match = matchAll(words, {
      path,
      folded: table.folded[row] ?? '',
      nameAt: table.nameAts[row] ?? 0
    })
    const worst = best[limit - 1]
    if (!match || (worst && match.score < worst.score)) continue
    keep(best, { ...match, path, place: atHand.get(path) ?? Infinity }, limit)
  }
  return best.map(({ path, positions }) => ({ path, positions: [...positions] }))
}

/** As the paths are written: `./src` and Windows' `src\x` mean what they mean in a terminal. */
function wordsOf(query: string): string[] {
  const typed = query.replaceAll('\\', '/').replaceAll(marks, '').trim()
  return fold(typed.replace(/^\.?\//u, ''))
    .split(/\s+/u)
    .filter(Boolean)
}

function matchAll(words: readonly string[], candidate: Candidate): Match | null {
  const [only, second] = words
  if (only !== undefined && second === undefined) return matchWord(only, candidate)
  let score = 0
  const positions = new Set<number>()
  for (const word of words) {
    const match = matchWord(word, candidate)
    if (!match) return null
    score += match.score / words.length
    for (const position of match.positions) positions.add(position)
  }
  return { score, positions: [...positions].toSorted((one, other) => one - other) }
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
  return one.path.length - other.path.length || (one.path < other.path ? -1 : 1)
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
    const depth = path.split('/').length
    const same = (byDepth[depth] ??= [])
    if (same.length < count) same.push(path)
  }
  return byDepth.flatMap((same) => same.toSorted()).slice(0, count)
}
