/** Line by line difference of two texts, small enough to read: changed lines with a little around them. Pure. */

export type DiffLine =
  | { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }
  /** Unchanged lines left out. */
  | { readonly kind: 'gap'; readonly count: number }

export interface LineDiff {
  readonly lines: readonly DiffLine[]
  readonly added: number
  readonly removed: number
}

/** Unchanged lines kept before and after a change. */
const CONTEXT = 3
/** Above this many cells the table would cost too much: all old lines out, all new lines in. */
const LARGEST_TABLE = 1_000_000

export function lineDiff(before: string, after: string): LineDiff {
  const all = compare(linesOf(before), linesOf(after))
  return {
    lines: shorten(all),
    added: all.filter((line) => line.kind === 'added').length,
    removed: all.filter((line) => line.kind === 'removed').length
  }
}

interface PlainLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** A final newline ends the last line and does not begin another. */
export function linesOf(text: string): readonly string[] {
  if (text === '') return []
  const lines = text.split(/\r?\n/)
  return lines[lines.length - 1] === '' ? lines.slice(0, -1) : lines
}

function compare(before: readonly string[], after: readonly string[]): readonly PlainLine[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1
  let tail = 0
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1
  }
  return [
    ...before.slice(0, head).map(same),
    ...compareMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same)
  ]
}

/** Longest common subsequence, walked from the front. */
function compareMiddle(before: readonly string[], after: readonly string[]): readonly PlainLine[] {
  if (before.length * after.length > LARGEST_TABLE) return [...before.map(removed), ...after.map(added)]
  const width = after.length + 1
  const common = new Uint32Array((before.length + 1) * width)
  const at = (row: number, column: number): number => common[row * width + column] ?? 0
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const lines: PlainLine[] = []
  let row = 0
  let column = 0
  while (row < before.length || column < after.length) {
    const old = before[row]
    const fresh = after[column]
    if (old !== undefined && old === fresh) {
      lines.push(same(old))
      row += 1
      column += 1
    } else if (old !== undefined && (fresh === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push(removed(old))
      row += 1
    } else if (fresh !== undefined) {
      lines.push(added(fresh))
      column += 1
    }
  }
  return lines
}

function shorten(lines: readonly PlainLine[]): readonly DiffLine[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some((line) => line.kind !== 'same')
  )
  const kept: DiffLine[] = []
  let skipped = 0
  lines.forEach((line, index) => {
    if (near[index]) {
      if (skipped > 0) kept.push({ kind: 'gap', count: skipped })
      skipped = 0
      kept.push(line)
    } else {
      skipped += 1
    }
  })
  if (skipped > 0) kept.push({ kind: 'gap', count: skipped })
  return kept
}

function same(text: string): PlainLine {
  return { kind: 'same', text }
}
function added(text: string): PlainLine {
  return { kind: 'added', text }
}
function removed(text: string): PlainLine {
  return { kind: 'removed', text }
}
