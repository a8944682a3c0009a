/**
 * A line difference as blocks to be drawn: changes with a little around them, and folds for what did not
 * change. Pure; `DiffView` draws them.
 */
import type { DiffLine, LineDiff } from './lineDiff.ts'

export type SameLine = Extract<DiffLine, { kind: 'same' }>
type RemovedLine = Extract<DiffLine, { kind: 'removed' }>
type AddedLine = Extract<DiffLine, { kind: 'added' }>

export type DiffBlock =
  | { readonly kind: 'same'; readonly lines: readonly SameLine[] }
  /** Unchanged lines that are folded. */
  | { readonly kind: 'fold'; readonly lines: readonly SameLine[] }
  | {
      readonly kind: 'change'
      readonly removed: readonly RemovedLine[]
      readonly added: readonly AddedLine[]
    }

/** Unchanged lines kept before and after a change. */
const CONTEXT = 3
/** A fold of fewer lines would hide less than it takes. */
const SMALLEST_FOLD = 3

export function diffBlocks({ lines }: LineDiff): readonly DiffBlock[] {
  const runs = runsOf(lines)
  return runs.flatMap((run, index) =>
    run.kind === 'same' ? folded(run.lines, index > 0, index < runs.length - 1) : [run]
  )
}

/** The first lines of the blocks, at most `limit`; a change is cut where it must be. */
export function firstOf(blocks: readonly DiffBlock[], limit: number): readonly DiffBlock[] {
  const kept: DiffBlock[] = []
  let left = limit
  for (const block of blocks) {
    if (left <= 0) break
    kept.push(cut(block, left))
    left -= heightOf(block)
  }
  return kept
}

/** How many lines the blocks take when they stand below each other. */
export function heightOfAll(blocks: readonly DiffBlock[]): number {
  return blocks.reduce((sum, block) => sum + heightOf(block), 0)
}

function heightOf(block: DiffBlock): number {
  if (block.kind === 'fold') return 1
  return block.kind === 'same' ? block.lines.length : block.removed.length + block.added.length
}

function cut(block: DiffBlock, most: number): DiffBlock {
  if (block.kind === 'fold' || heightOf(block) <= most) return block
  if (block.kind === 'same') return { ...block, lines: block.lines.slice(0, most) }
  const removed = block.removed.slice(0, most)
  return { ...block, removed, added: block.added.slice(0, most - removed.length) }
}

type Run = Exclude<DiffBlock, { kind: 'fold' }>

function runsOf(lines: readonly DiffLine[]): readonly Run[] {
  const runs: Run[] = []
  let same: SameLine[] = []
  let removed: RemovedLine[] = []
  let added: AddedLine[] = []
  const close = (): void => {
    if (same.length > 0) runs.push({ kind: 'same', lines: same })
    if (removed.length + added.length > 0) runs.push({ kind: 'change', removed, added })
    same = []
    removed = []
    added = []
  }
  for (const line of lines) {
    if (line.kind === 'same') {
      if (removed.length + added.length > 0) close()
      same.push(line)
    } else {
      if (same.length > 0) close()
      if (line.kind === 'removed') removed.push(line)
      else added.push(line)
    }
  }
  close()
  return runs
}

function folded(lines: readonly SameLine[], follows: boolean, precedes: boolean): readonly DiffBlock[] {
  const head = follows ? CONTEXT : 0
  const tail = precedes ? CONTEXT : 0
  if (lines.length < head + tail + SMALLEST_FOLD) return [{ kind: 'same', lines }]
  const end = lines.length - tail
  return [
    ...(head > 0 ? [{ kind: 'same' as const, lines: lines.slice(0, head) }] : []),
    { kind: 'fold', lines: lines.slice(head, end) },
    ...(tail > 0 ? [{ kind: 'same' as const, lines: lines.slice(end) }] : [])
  ]
}
