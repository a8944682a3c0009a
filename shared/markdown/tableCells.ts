/**
 * Where the cells of a table end. GFM ends one at each `|`, in code, too, and drops what stands behind the last column:
 * half of `` `ps | grep x` `` and the words after it would be shown nowhere. Here a `|` in code that the row closes is
 * code, and what stands behind the last column belongs to it. A row that fits its head by the letter is read by the
 * letter. Asked by both lexers, which know `\|`. Pure; its work grows with the length of the text.
 */

/** A table as `marked` has to read it, and the way back to what was written. */
export interface EscapedTable {
  /** The text, in its table `\|` for each `|` that ends no cell. */
  readonly text: string
  /** Length in the text as it was written of what is so long in this one, at the end of a line. */
  lengthWritten: (length: number) => number
}

const RULE = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/

/** Null where the text begins with no table, or each of its `|` ends a cell. */
export function escapeTable(text: string): EscapedTable | null {
  const head = lineEnd(text, 0)
  const ruleEnd = lineEnd(text, head + 1)
  if (head >= text.length || !text.slice(0, head).includes('|')) return null
  const rule = text.slice(head + 1, ruleEnd)
  if (!rule.includes('-') || !RULE.test(rule)) return null
  const columns = cellEnds(rule, false).length
  const lines: { readonly end: number; readonly added: number }[] = []
  let escaped = ''
  let added = 0
  for (let at = 0; at < text.length;) {
    const end = lineEnd(text, at)
    const line = text.slice(at, end)
    if (line.trim() === '') break
    const isRule = at === head + 1
    const written = isRule ? line : escapeRow(line, columns, at === 0)
    added += written.length - line.length
    escaped += `${written}\n`
    lines.push({ end: end + added, added })
    at = end + 1
  }
  if (added === 0) return null
  const rest = escaped.length - 1 - added
  return {
    text: escaped.slice(0, -1) + text.slice(rest),
    lengthWritten: (length) => {
      // Of the last line that lies in it whole: a table ends with a line.
      let before = 0
      for (const line of lines) {
        if (line.end > length) break
        before = line.added
      }
      return length - before
    }
  }
}

/** How many cells a row has, whatever its table says. */
export function cellsIn(row: string): number {
  return cellEnds(row, true).length
}

function escapeRow(line: string, columns: number, isHead: boolean): string {
  if (!line.includes('|')) return line
  const byLetter = cellEnds(line, false)
  if (byLetter.length === columns) return line
  const ends = cellEnds(line, true)
  // A head that does not fit its rule is none.
  if (isHead && ends.length !== columns) return line
  const kept = new Set(ends.slice(0, columns - 1))
  const last = line.trimEnd().length - 1
  const isBare =
    line
      .slice(ends[columns - 1] ?? line.length)
      .replaceAll('|', '')
      .trim() === ''
  let escaped = ''
  let from = 0
  for (const end of byLetter) {
    const isEdge = end === last || end >= line.length
    if (kept.has(end) || isEdge || (isBare && end >= (ends[columns - 1] ?? line.length))) continue
    escaped += `${line.slice(from, end)}\\`
    from = end
  }
  return escaped + line.slice(from)
}

/** Where each cell of a row ends: at its `|`, or behind the row. */
function cellEnds(line: string, readsCode: boolean): number[] {
  const ends: number[] = []
  const length = line.trimEnd().length
  const begin = /^[ \t]*\|?/.exec(line)?.[0].length ?? 0
  const closers = readsCode ? codeClosers(line) : null
  for (let at = begin; at < length; at += 1) {
    const sign = line.charAt(at)
    if (sign === '\\') at += 1
    else if (sign === '|') ends.push(at)
    else if (sign === '`') at = (closers?.get(at) ?? at + 1) - 1
  }
  if (ends.at(-1) !== length - 1 || ends.length === 0) ends.push(line.length)
  return ends
}

/** Of the ticks that open code in a line: where it ends, and of those that open none: where they end. */
function codeClosers(line: string): ReadonlyMap<number, number> {
  const runs = [...line.matchAll(/(?<!\\)`+/g)].map(({ index, 0: ticks }) => ({
    index,
    length: ticks.length
  }))
  /** By length: the places of the runs that come later, the nearest last. */
  const later = new Map<number, number[]>()
  for (const { index, length } of runs.toReversed()) {
    const places = later.get(length)
    if (places === undefined) later.set(length, [index])
    else places.push(index)
  }
  const found = new Map<number, number>()
  let from = 0
  for (const { index, length } of runs) {
    const places = later.get(length)
    while (places !== undefined && (places.at(-1) ?? Infinity) <= index) places.pop()
    if (index < from) continue
    const closer = places?.at(-1)
    from = closer === undefined ? index + length : closer + length
    found.set(index, from)
  }
  return found
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  return found === -1 ? text.length : found
}
