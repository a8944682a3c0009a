/** Reads what a search found: files, or lines of files, whichever way the tool wrote them. Pure. */

interface FoundLine {
  /** Null where the tool told none. */
  readonly line: number | null
  readonly text: string
  /** The line matches; others stand around one that does. */
  readonly isMatch: boolean
}

export interface FoundFile {
  /** As the tool wrote it; null when it names none (a search of one file). */
  readonly path: string | null
  readonly lines: readonly FoundLine[]
}

export interface Found {
  readonly files: readonly FoundFile[]
  /** Matching lines; files, where only those are named. */
  readonly count: number
  /** What the tool said about it, beside the results ("Results are truncated"); empty when nothing. */
  readonly notes: readonly string[]
}

const NOTHING = /^no (?:files?|matches|results)\b/i
/** Claude Code's own first line is a count, not a result. */
const COUNT = /^Found (\d+) \S+/
const NOTE = /^[([].*[)\]]$/
/** `path:12:text`, or `12:text` of a single file. A drive's letter is no path. */
const MATCH = /^(?:((?:[A-Za-z]:)?[^:]+?):)?(\d+):(.*)$/
/** `-12-` may stand anywhere in `path-12-text`, a line around a match. */
const AROUND = /-?(?<!\d)(\d+)-/g

export function foundIn(text: string): Found {
  const lines = text.trim().split(/\r?\n/)
  const notes: string[] = []
  const files = new Map<string | null, FoundLine[]>()
  const matched = new Set(lines.map(readMatch).flatMap((match) => (match === null ? [] : [match.path])))
  const lengths = new Set(Array.from(matched, (path) => path?.length ?? 0))
  let told: number | null = null
  let matches = 0
  for (const [index, line] of lines.entries()) {
    const count = index === 0 ? COUNT.exec(line)?.[1] : undefined
    if (line === '' || line === '--' || NOTHING.test(line)) continue
    if (count !== undefined) {
      told = Number(count)
      continue
    }
    if (NOTE.test(line)) {
      notes.push(line.slice(1, -1))
      continue
    }
    const found = readMatch(line) ?? readAround(line, matched, lengths) ?? { path: line, line: null }
    const known = files.get(found.path)
    const inside = known ?? []
    if (!known) files.set(found.path, inside)
    if (found.line !== null) inside.push(found.line)
    if (found.line?.isMatch !== false) matches += 1
  }
  return {
    files: Array.from(files, ([path, inside]) => ({ path, lines: inside })),
    count: told ?? matches,
    notes
  }
}

interface ReadLine {
  readonly path: string | null
  /** Null: the line is the name of a file. */
  readonly line: FoundLine | null
}

function readMatch(line: string): ReadLine | null {
  const [, path, number, text = ''] = MATCH.exec(line) ?? []
  if (number === undefined) return null
  return { path: path ?? null, line: { line: Number(number), text, isMatch: true } }
}

/** Only of a file in which something matches: any name may look like this too. */
function readAround(
  line: string,
  matched: ReadonlySet<string | null>,
  lengths: ReadonlySet<number>
): ReadLine | null {
  for (const { 0: sign, 1: number, index } of line.matchAll(AROUND)) {
    // Each number may be the one; to look up all that stands before it, only where a path is as long.
    if (!lengths.has(index)) continue
    const path = index === 0 && !sign.startsWith('-') ? null : line.slice(0, index)
    if (!matched.has(path)) continue
    return { path, line: { line: Number(number), text: line.slice(index + sign.length), isMatch: false } }
  }
  return null
}
