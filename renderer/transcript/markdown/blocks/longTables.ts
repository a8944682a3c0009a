/**
 * How many rows each of the tables has that were cut into several blocks because they are very long: whoever hears a part
 * of one is to be told of the whole. Pure; asked by `Markdown.tsx`.
 */
import type { Block } from './block.ts'

/** Of each block of a group: the rows of its long table, without the head; `UNKNOWN` while more come, null where there is none. */
export type TableRows = readonly (number | null)[]

/** As `aria-rowcount` says it. */
export const UNKNOWN = -1
const NONE: TableRows = []

/** By group; empty for one without such a table. @param isGrowing more of the text may come */
export function rowsOfLongTables(
  groups: readonly (readonly Block[])[],
  isGrowing: boolean
): readonly TableRows[] {
  const all: TableRows[] = []
  let next: { readonly block: Block; readonly rows: number | null } | null = null
  for (const group of groups.toReversed()) {
    const ofGroup: (number | null)[] = []
    for (const block of group.toReversed()) {
      const goesOn: boolean = next !== null && headOf(next.block) !== ''
      const rows: number | null =
        goesOn && next !== null ? next.rows : endOf(block, isGrowing && next === null)
      ofGroup.push(rows)
      next = { block, rows }
    }
    all.push(ofGroup.every((rows) => rows === null) ? NONE : ofGroup.toReversed())
  }
  return all.toReversed()
}

export function sameRows(one: TableRows, other: TableRows): boolean {
  return one.length === other.length && one.every((rows, at) => rows === other[at])
}

function headOf(block: Block): string {
  return block.kind === 'text' ? block.tableHead : ''
}

/** Of the last block of such a table. */
function endOf(block: Block, mayGrow: boolean): number | null {
  if (block.kind !== 'text' || block.tableHead === '') return null
  return mayGrow ? UNKNOWN : block.rows.before + block.rows.own
}
