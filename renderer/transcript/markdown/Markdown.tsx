/**
 * The text of an answer. Its blocks keep their elements; only the one that grows is parsed and drawn
 * again. The same text gives the same page, however it arrived.
 */
import { memo, useState } from 'react'
import { BlockView } from './blocks/BlockView.tsx'
import type { Block, Definitions } from './blocks/block.ts'
import { formulasUpTo } from './blocks/countFormulas.ts'
import { createBlockCutter } from './blocks/cutBlocks.ts'
import { rowsOfLongTables, sameRows } from './blocks/longTables.ts'
import type { TableRows } from './blocks/longTables.ts'
import { linksOf, NO_LINKS } from './inline/lexBlock.ts'
import { KeepSelection } from './KeepSelection.tsx'
import { LongText } from './LongText.tsx'
import { Undrawn } from './Undrawn.tsx'
import { useDrawnUntil } from './useDrawnUntil.ts'

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
  const until = useDrawnUntil(text.length)
  const rest = groups[MOST_GROUPS]?.[0]?.start
  const drawn = groups.slice(0, MOST_GROUPS).filter((blocks) => startOf(blocks) < until)
  const formulas = formulasUpToGroups(drawn)
  const tableRows = rowsOfLongTables(groups, isGrowing)
  const isWhole = until >= text.length
  return (
    <div className="prose" data-drawing={isWhole ? undefined : true}>
      <KeepSelection isGrowing={isGrowing}>
        {drawn.map((blocks, index) => (
          <BlockGroup
            key={index}
            blocks={blocks}
            definitions={definitions}
            isGrowing={isGrowing && index === groups.length - 1}
            formulasBefore={formulas[index - 1] ?? 0}
            tableRows={tableRows[index] ?? []}
            until={startOf(groups[index + 1]) <= until ? Infinity : until}
          />
        ))}
        {rest !== undefined && isWhole && <LongText text={text.slice(rest)} />}
        {!isWhole && <Undrawn text={text} from={firstFrom(groups, until)} />}
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
  readonly tableRows: TableRows
  /** Blocks that begin further on in the text are not drawn yet. */
  readonly until: number
}

function startOf(blocks: readonly Block[] | undefined): number {
  return blocks?.[0]?.start ?? Infinity
}

/** Where in the text the first block begins that is not drawn. */
function firstFrom(groups: readonly (readonly Block[])[], until: number): number {
  for (const blocks of groups) {
    const first = blocks.find(({ start }) => start >= until)
    if (first !== undefined) return first.start
  }
  return until
}

function formulasUpToGroups(groups: readonly (readonly Block[])[]): readonly number[] {
  const sums: number[] = []
  for (const blocks of groups) sums.push(formulasUpTo(blocks, sums.at(-1) ?? 0).at(-1) ?? 0)
  return sums
}

const BlockGroup = memo(function BlockGroup(props: BlockGroupProps) {
  const { blocks, definitions, isGrowing, formulasBefore, tableRows, until } = props
  const formulas = formulasUpTo(blocks, formulasBefore)
  const drawn = until === Infinity ? blocks : blocks.filter(({ start }) => start < until)
  return drawn.map((block, index) => (
    <BlockView
      key={block.start}
      block={block}
      links={block.kind === 'code' ? NO_LINKS : linksOf(block.raw, definitions)}
      isSettled={!isGrowing || index < blocks.length - 1}
      drawsMath={(formulas[index] ?? 0) <= MOST_FORMULAS}
      tableRows={tableRows[index] ?? null}
    />
  ))
}, sameGroup)

function sameGroup(one: BlockGroupProps, other: BlockGroupProps): boolean {
  return (
    one.blocks === other.blocks &&
    one.definitions === other.definitions &&
    one.isGrowing === other.isGrowing &&
    one.formulasBefore === other.formulasBefore &&
    one.until === other.until &&
    sameRows(one.tableRows, other.tableRows)
  )
}
