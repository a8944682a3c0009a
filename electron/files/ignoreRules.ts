/**
 * The rules of one ignore file, by git's `gitignore` page, within bounds: the file is one that a folder brought
 * along. Pure. Used by `walkFolder.ts` and `listFiles.ts`.
 */
import { matchesGlob, parseGlob } from './ignoreGlob.ts'
import type { Work } from './ignoreGlob.ts'

/** Bytes of an ignore file; of a longer one the rest says nothing. Nobody writes one by hand. */
export const MOST_RULES_BYTES = 512 * 1024
/** Characters: no name and no path of a pattern is longer. */
const LONGEST_PATTERN = 1_024
/** Steps one file may cost; after them no pattern is asked: some 5 ms. */
const MOST_STEPS_A_PATH = 1_000_000

/** As git has it by default on these systems. */
const usuallyFoldsCase = process.platform === 'win32' || process.platform === 'darwin'

/** A file is ignored, is not in spite of other rules, or these rules do not speak of it. */
export type Verdict = 'ignored' | 'kept' | 'silent'

interface Rule {
  readonly verdict: 'ignored' | 'kept'
  readonly isForFolders: boolean
  readonly matches: (path: AskedPath, work: Work) => boolean
}

/** A path that is asked about, taken apart only once and only if a pattern wants it so. */
class AskedPath {
  readonly name: string
  readonly #path: string
  #segments: readonly string[] | null = null

  constructor(path: string) {
    this.#path = path
    this.name = path.slice(path.lastIndexOf('/') + 1)
  }

  get segments(): readonly string[] {
    this.#segments ??= this.#path.split('/')
    return this.#segments
  }
}

export class IgnoreRules {
  /** Names without any sign, by far the most: the place and the rule of the last that says it. */
  readonly #names = new Map<string, number>()
  readonly #folderNames = new Map<string, number>()
  readonly #others: number[] = []
  readonly #rules: Rule[] = []
  readonly #foldsCase: boolean

  constructor(text: string, { foldsCase = usuallyFoldsCase } = {}) {
    this.#foldsCase = foldsCase
    for (const line of text.replace(/^\u{feff}/u, '').split('\n')) this.#add(line)
  }

  /** `path` relative to the folder of the rules, without a `/` at its end. The last rule that matches decides. */
  verdict(path: string, isFolder: boolean, work: Work): Verdict {
    const asked = new AskedPath(this.#foldsCase ? path.toLowerCase() : path)
    let last = this.#names.get(asked.name) ?? -1
    if (isFolder) last = Math.max(last, this.#folderNames.get(asked.name) ?? -1)
    const until = work.steps + MOST_STEPS_A_PATH
    for (let at = this.#others.length - 1; at >= 0; at -= 1) {
      const place = this.#others[at] ?? -1
      if (place < last || work.steps > until) break
      const rule = this.#rules[place]
      work.steps += 1
      if (rule === undefined || (rule.isForFolders && !isFolder) || !rule.matches(asked, work)) continue
      last = place
      break
    }
    return this.#rules[last]?.verdict ?? 'silent'
  }

  #add(line: string): void {
    if (line.startsWith('#')) return
    const isKept = line.startsWith('!')
    let pattern = withoutEnd(line).slice(isKept ? 1 : 0)
    const isForFolders = pattern.endsWith('/')
    if (isForFolders) pattern = pattern.slice(0, -1)
    if (pattern === '' || pattern.length > LONGEST_PATTERN) return
    if (this.#foldsCase) pattern = pattern.toLowerCase()
    const matches = matcherOf(pattern)
    if (matches === null) return
    const place = this.#rules.length
    this.#rules.push({ verdict: isKept ? 'kept' : 'ignored', isForFolders, matches })
    if (!isPlainName(pattern)) this.#others.push(place)
    else if (isForFolders) this.#folderNames.set(pattern, place)
    else this.#names.set(pattern, place)
  }
}

/** Without the blanks at its end, unless a backslash keeps them, and without the carriage return of Windows. */
function withoutEnd(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line
  let end = text.length
  while (end > 0 && text.charAt(end - 1) === ' ') end -= 1
  let slashes = 0
  while (text.charAt(end - 1 - slashes) === '\\') slashes += 1
  return text.slice(0, end < text.length && slashes % 2 === 1 ? end + 1 : end)
}

function isPlainName(pattern: string): boolean {
  return !/[*?[\\/]/u.test(pattern)
}

function matcherOf(pattern: string): Rule['matches'] | null {
  if (isPlainName(pattern)) return ({ name }) => name === pattern
  if (/^\*[^*?[\\/]+$/u.test(pattern)) {
    const ending = pattern.slice(1)
    return ({ name }) => name.endsWith(ending)
  }
  const glob = parseGlob(pattern.replace(/^\//u, ''))
  if (glob === null) return null
  return pattern.includes('/')
    ? ({ segments }, work) => matchesGlob(glob, segments, work)
    : ({ name }, work) => matchesGlob(glob, [name], work)
}

export interface ScopedRules {
  readonly rules: IgnoreRules
  /** Characters of a path they do not look at: the folder they lie in, with its `/`. */
  readonly offset: number
}

/** The last of them that has an opinion decides. They all hold for the path. */
export function isIgnored(
  path: string,
  isFolder: boolean,
  rules: readonly ScopedRules[],
  work: Work
): boolean {
  for (let at = rules.length - 1; at >= 0; at -= 1) {
    const own = rules[at]
    const verdict = own?.rules.verdict(path.slice(own.offset), isFolder, work) ?? 'silent'
    if (verdict !== 'silent') return verdict === 'ignored'
  }
  return false
}
