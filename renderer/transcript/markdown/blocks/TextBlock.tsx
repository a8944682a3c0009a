/** A block of Markdown that is neither code nor math. */
import { closeHalfOpen } from '../inline/closeHalfOpen.ts'
import { lexBlock } from '../inline/lexBlock.ts'
import type { Links } from '../inline/lexBlock.ts'
import { renderTokens } from '../inline/renderTokens.tsx'
import { LongText } from '../LongText.tsx'
import { isEndless } from './isEndless.ts'
import { normalLabel } from './block.ts'
import type { Block } from './block.ts'

interface TextBlockProps {
  readonly block: Extract<Block, { kind: 'text' }>
  readonly links: Links
  readonly isSettled: boolean
  readonly drawsMath: boolean
  readonly tableRows: number | null
}

export function TextBlock({ block, links, isSettled, drawsMath, tableRows }: TextBlockProps) {
  if (isEndless(block.raw)) return <LongText text={block.raw} />
  const raw = isSettled ? block.raw : closeHalfOpen(block.raw)
  const tokens = lexBlock(block.tableHead === '' ? raw : `${block.tableHead}\n${raw}`, links)
  const table = tableRows === null ? null : { before: block.rows.before, all: tableRows }
  const { listStart } = block
  const at = { isSettled, drawsMath, inLink: false, depth: 0, longTable: table, listStart }
  const drawn = renderTokens(tokens, at)
  if (block.note === null) return drawn
  return (
    <div className="note" data-note={normalLabel(block.note)} tabIndex={-1}>
      <span className="note-label">{block.note}</span>
      <div>{drawn}</div>
    </div>
  )
}
