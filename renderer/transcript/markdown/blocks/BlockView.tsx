/** One block of an answer. Drawn again only when its own text or what its links mean has changed. */
import { memo } from 'react'
import { unreachable } from '../../../../shared/errors.ts'
import { CodeBlock } from '../code/CodeBlock.tsx'
import { DiagramBlock } from '../diagram/DiagramBlock.tsx'
import { isDiagram } from '../diagram/isDiagram.ts'
import { sameLinks } from '../inline/lexBlock.ts'
import type { Links } from '../inline/lexBlock.ts'
import { MathLines } from '../math/MathLines.tsx'
import { sameBlock } from './block.ts'
import type { Block } from './block.ts'
import { TextBlock } from './TextBlock.tsx'

interface BlockViewProps {
  readonly block: Block
  readonly links: Links
  /** False for the last block of a text that grows. */
  readonly isSettled: boolean
  readonly drawsMath: boolean
  /** Of the long table it is a part of; see `longTables.ts`. */
  readonly tableRows: number | null
}

export const BlockView = memo(
  function BlockView({ block, links, isSettled, drawsMath, tableRows }: BlockViewProps) {
    switch (block.kind) {
      case 'text':
        return <TextBlock {...{ block, links, isSettled, drawsMath, tableRows }} />
      case 'code':
        return isDiagram(block.language) ? (
          <DiagramBlock source={block.code} isSettled={isSettled || block.isClosed} />
        ) : (
          <CodeBlock
            code={isSettled || block.isClosed ? block.code : withoutFence(block.code)}
            language={block.language}
            isSettled={isSettled || block.isClosed}
          />
        )
      case 'math':
        // What nothing closes was none.
        return isSettled && !block.isClosed ? (
          <TextBlock block={asText(block)} links={links} isSettled drawsMath={drawsMath} tableRows={null} />
        ) : (
          <MathLines raw={block.raw} isSettled={block.isClosed && drawsMath} />
        )
      default:
        return unreachable(block)
    }
  },
  (one, other) =>
    one.isSettled === other.isSettled &&
    one.drawsMath === other.drawsMath &&
    one.tableRows === other.tableRows &&
    sameBlock(one.block, other.block) &&
    sameLinks(one.links, other.links)
)

function asText({ start, raw }: Extract<Block, { kind: 'math' }>): Extract<Block, { kind: 'text' }> {
  return { kind: 'text', start, raw, tableHead: '', rows: { before: 0, own: 0 }, listStart: null, note: null }
}

/** The first one or two signs of the fence that is about to close it. */
function withoutFence(code: string): string {
  return code.replace(/(?:^|\n) {0,3}(?:`{1,2}|~{1,2})$/, '')
}
