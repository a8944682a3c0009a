/**
 * Line by line difference of two texts. Pure, and bounded: two texts of 10,000 lines take some
 * milliseconds, whatever is in them. Blocks and folds are made of it by `diffBlocks`.
 */

export type DiffLine =
  | { readonly kind: 'same'; readonly text: string; readonly before: number; readonly after: number }
  /** `before` and `after` count the lines of their text from 0. */
  | { readonly kind: 'removed'; readonly text: string; readonly before: number }
  | { readonly kind: 'added'; readonly text: string; readonly after: number }

export interface LineDiff {
  readonly lines: readonly DiffLine[]
  readonly added: number
  readonly removed: number
}

/** Lines times lines that are compared one by one; larger parts are first divided at lines both have once. */
const LARGEST_TABLE = 160_000
/** Of all parts together. When they are spent, the rest is old lines out, new lines in. */
const MOST_COMPARISONS = 400_000

export function lineDiff(before: string, after: string): LineDiff {
  const lines: DiffLine[] = []
  compare({ before: linesOf(before), after: linesOf(after), lines, comparisons: MOST_COMPARISONS })
  return {
    lines,
    added: lines.reduce((sum, line) => sum + Number(line.kind === 'added'), 0),
    removed: lines.reduce((sum, line) => sum + Number(line.kind === 'removed'), 0)
  }
}

/** A final newline ends the last line and does not begin another. */
export function linesOf(text: string): readonly string[] {
  if (text === '') return []
  const lines = text.split(/\r?\n/)
  return lines[lines.length - 1] === '' ? lines.slice(0, -1) : lines
}

interface Sides {
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** What has been found, in order. */
  readonly lines: DiffLine[]
  /** That are left. */
  comparisons: number
}

/** A part of both sides: from here up to there, without it. */
interface Span {
  readonly from: Position
  readonly to: Position
}
interface Position {
  readonly before: number
  readonly after: number
}

function compare(sides: Sides): void {
  const whole = {
    from: { before: 0, after: 0 },
    to: { before: sides.before.length, after: sides.after.length }
  }
  compareSpan(sides, whole)
}

function compareSpan(sides: Sides, { from, to }: Span): void {
  const { before, after } = sides
  let head = 0
  const most = Math.min(to.before - from.before, to.after - from.after)
  while (head < most && before[from.before + head] === after[from.after + head]) head += 1
  let tail = 0
  while (tail < most - head && before[to.before - 1 - tail] === after[to.after - 1 - tail]) tail += 1

  pushSame(sides, from, head)
  const middle = {
    from: { before: from.before + head, after: from.after + head },
    to: { before: to.before - tail, after: to.after - tail }
  }
  const rows = middle.to.before - middle.from.before
  const columns = middle.to.after - middle.from.after
  if (rows === 0 || columns === 0) pushChange(sides, middle)
  else if (rows * columns > LARGEST_TABLE) compareByAnchors(sides, middle)
  else if (rows * columns > sides.comparisons) pushChange(sides, middle)
  else compareByTable(sides, middle)
  pushSame(sides, middle.to, tail)
}

/** Divides a large part at the lines that stand once on either side and in the same order on both. */
function compareByAnchors(sides: Sides, span: Span): void {
  const anchors = inOrder(commonOnce(sides, span))
  if (anchors.length === 0) {
    pushChange(sides, span)
    return
  }
  let { from } = span
  for (const anchor of anchors) {
    compareSpan(sides, { from, to: anchor })
    pushSame(sides, anchor, 1)
    from = { before: anchor.before + 1, after: anchor.after + 1 }
  }
  compareSpan(sides, { from, to: span.to })
}

function commonOnce({ before, after }: Sides, { from, to }: Span): readonly Position[] {
  const here = placesOfOnce(before, from.before, to.before)
  const there = placesOfOnce(after, from.after, to.after)
  const places: Position[] = []
  for (const [line, at] of here) {
    const other = there.get(line) ?? -1
    if (at !== -1 && other !== -1) places.push({ before: at, after: other })
  }
  return places
}

/** Where a line stands, -1 for one that stands more than once; in the order of the text. */
function placesOfOnce(lines: readonly string[], from: number, to: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (let at = from; at < to; at += 1) {
    const line = lines[at] ?? ''
    places.set(line, places.has(line) ? -1 : at)
  }
  return places
}

/** The most of them that rise on both sides. They rise in `before` already. */
function inOrder(places: readonly Position[]): readonly Position[] {
  const ends: { readonly place: Position; readonly previous: Chain | null }[] = []
  for (const place of places) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const half = (low + high) >> 1
      if ((ends[half]?.place.after ?? Infinity) < place.after) low = half + 1
      else high = half
    }
    ends[low] = { place, previous: ends[low - 1] ?? null }
  }
  const chain: Position[] = []
  for (let link: Chain | null = ends.at(-1) ?? null; link !== null; link = link.previous)
    chain.push(link.place)
  return chain.toReversed()
}
interface Chain {
  readonly place: Position
  readonly previous: Chain | null
}

/** Longest common subsequence, walked from the front. */
function compareByTable(sides: Sides, { from, to }: Span): void {
  const before = sides.before.slice(from.before, to.before)
  const after = sides.after.slice(from.after, to.after)
  sides.comparisons -= before.length * after.length
  const width = after.length + 1
  const common = new Uint16Array((before.length + 1) * width)
  for (let row = before.length - 1; row >= 0; row -= 1) {
    const line = before[row]
    for (let column = after.length - 1, cell = row * width + column; column >= 0; column -= 1, cell -= 1) {
      const below = common[cell + width] ?? 0
      const right = common[cell + 1] ?? 0
      if (line === after[column]) common[cell] = (common[cell + width + 1] ?? 0) + 1
      else common[cell] = below > right ? below : right
    }
  }
  let row = 0
  let column = 0
  while (row < before.length || column < after.length) {
    const cell = row * width + column
    const place = { before: from.before + row, after: from.after + column }
    if (row < before.length && column < after.length && before[row] === after[column]) {
      pushSame(sides, place, 1)
      row += 1
      column += 1
    } else if (
      row < before.length &&
      (column === after.length || (common[cell + width] ?? 0) >= (common[cell + 1] ?? 0))
    ) {
      sides.lines.push({ kind: 'removed', text: before[row] ?? '', before: place.before })
      row += 1
    } else {
      sides.lines.push({ kind: 'added', text: after[column] ?? '', after: place.after })
      column += 1
    }
  }
}

function pushSame({ before, lines }: Sides, from: Position, count: number): void {
  for (let step = 0; step < count; step += 1) {
    const row = from.before + step
    lines.push({ kind: 'same', text: before[row] ?? '', before: row, after: from.after + step })
  }
}

function pushChange({ before, after, lines }: Sides, { from, to }: Span): void {
  for (let row = from.before; row < to.before; row += 1) {
    lines.push({ kind: 'removed', text: before[row] ?? '', before: row })
  }
  for (let column = from.after; column < to.after; column += 1) {
    lines.push({ kind: 'added', text: after[column] ?? '', after: column })
  }
}
