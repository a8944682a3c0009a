/**
 * The text of an answer. Its blocks keep their elements; only the one that grows is parsed and drawn
 * again. The same text gives the same page, however it arrived.
 */
import { memo, useState } from 'react'
import { BlockView } from './blocks/BlockView.tsx'
import type { Block, Definitions } from './blocks/block.ts'
import { createBlockCutter } from './blocks/cutBlocks.ts'
import { linksOf, NO_LINKS } from './inline/lexBlock.ts'
import { KeepSelection } from './KeepSelection.tsx'

interface MarkdownProps {
  readonly text: string
  /** More of it may come: what is half open at its end is drawn as if it were closed. */
  readonly isGrowing?: boolean
}

export function Markdown({ text, isGrowing = false }: MarkdownProps) {
  // The cutter remembers how far it came; the same text always gives the same blocks.
  const [cut] = useState(createBlockCutter)
  const { groups, definitions } = cut(text)
  return (
    <div className="prose">
      <KeepSelection isGrowing={isGrowing}>
        {groups.map((blocks, index) => (
          <BlockGroup
            key={index}
            blocks={blocks}
            definitions={definitions}
            isGrowing={isGrowing && index === groups.length - 1}
          />
        ))}
      </KeepSelection>
    </div>
  )
}

interface BlockGroupProps {
  readonly blocks: readonly Block[]
  readonly definitions: Definitions
  readonly isGrowing: boolean
}

const BlockGroup = memo(function BlockGroup({ blocks, definitions, isGrowing }: BlockGroupProps) {
  return blocks.map((block, index) => (
    <BlockView
      key={block.start}
      block={block}
      links={block.kind === 'text' ? linksOf(block.raw, definitions) : NO_LINKS}
      isSettled={!isGrowing || index < blocks.length - 1}
    />
  ))
})
