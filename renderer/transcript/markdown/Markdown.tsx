/**
 * The text of an answer. Its blocks keep their elements; only the one that grows is parsed and drawn
 * again. The same text gives the same page, however it arrived.
 */
import { memo, useState } from 'react'
import { BlockView } from './blocks/BlockView.tsx'
import type { Block, Definitions } from './blocks/block.ts'
import { createBlockCutter } from './blocks/cutBlocks.ts'
import { linksOf, NO_LINKS } from './inline/lexBlock.ts'
import { mayHoldMath } from './inline/mathMarks.ts'
import { KeepSelection } from './KeepSelection.tsx'
import { LongText } from './LongText.tsx'

/** Nobody writes so many, and each costs more than its letters: what follows is shown as one long text. */
const MOST_GROUPS = 500
/** Drawn as math; further ones as their source. */
const MOST_FORMULAS = 1_000

interface MarkdownProps {
  readonly text: string
  /** More of it may come: what is half open at its end is drawn as if it were closed. */
  readonly isGrowing?: boolean
}

export function Markdown({ text, isGrowing = false }: MarkdownProps) {
  // The cutter remembers how far it came; the same text always gives the same blocks.
  const [cut] = useState(createBlockCutter)
  const { groups, definitions } = cut(text)
  const rest = groups[MOST_GROUPS]?.[0]?.start
  let formulas = 0
  return (
    <div className="prose">
      <KeepSelection isGrowing={isGrowing}>
        {groups.slice(0, MOST_GROUPS).map((blocks, index) => {
          const before = formulas
          formulas += blocks.reduce((sum, block) => sum + formulasIn(block), 0)
          return (
            <BlockGroup
              key={index}
              blocks={blocks}
              definitions={definitions}
              isGrowing={isGrowing && index === groups.length - 1}
              formulasBefore={before}
            />
          )
        })}
        {rest !== undefined && <LongText text={text.slice(rest)} />}
      </KeepSelection>
    </div>
  )
}

interface BlockGroupProps {
  readonly blocks: readonly Block[]
  readonly definitions: Definitions
  readonly isGrowing: boolean
  /** In the blocks before these. */
  readonly formulasBefore: number
}

const BlockGroup = memo(function BlockGroup(props: BlockGroupProps) {
  const { blocks, definitions, isGrowing } = props
  let formulas = props.formulasBefore
  return blocks.map((block, index) => {
    formulas += formulasIn(block)
    return (
      <BlockView
        key={block.start}
        block={block}
        links={block.kind === 'text' ? linksOf(block.raw, definitions) : NO_LINKS}
        isSettled={!isGrowing || index < blocks.length - 1}
        drawsMath={formulas <= MOST_FORMULAS}
      />
    )
  })
})

/** At most: a dollar may be a price. */
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
