/** How much math a text may hold: `Markdown.tsx` draws the first of it, and shows the rest as its source. Pure. */
import { mayHoldMath } from '../../../../shared/markdown/mathSource.ts'
import type { Block } from './block.ts'

/** Of each block: the formulas in it and in all before it. At most so many: a dollar may be a price. */
export function formulasUpTo(blocks: readonly Block[], before: number): readonly number[] {
  const sums: number[] = []
  let sum = before
  for (const block of blocks) {
    sum += formulasIn(block)
    sums.push(sum)
  }
  return sums
}

function formulasIn(block: Block): number {
  switch (block.kind) {
    case 'math':
      return 1
    case 'text':
      return mayHoldMath(block.raw) ? Math.ceil((block.raw.match(/\$\$?|\\[()[\]]/g)?.length ?? 0) / 2) : 0
    default:
      return 0
  }
}
