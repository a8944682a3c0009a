/**
 * A table of an answer. A wide one scrolls in its own box. A very long one is drawn in parts, each with the head: a reader
 * by ear is told where in the whole they are, and the head counts, is copied and is found once.
 */
import type { ReactNode } from 'react'
import type { Token, Tokens } from 'marked'
import { UNKNOWN } from '../blocks/longTables.ts'

/** Rows in front of these, and of all the parts; `UNKNOWN` while more come. Without the head. */
export interface TablePart {
  readonly before: number
  readonly all: number
}

export function renderTable(
  table: Tokens.Table,
  renderInline: (tokens: readonly Token[]) => ReactNode,
  part: TablePart | null
): ReactNode {
  const headAt = part === null ? undefined : 1
  const rowAt = (index: number): number | undefined => (part === null ? undefined : part.before + index + 2)
  const cell = ({ tokens, align }: Tokens.TableCell): { children: ReactNode; attributes: object } => ({
    children: renderInline(tokens),
    attributes: { dir: 'auto', 'data-align': align ?? undefined }
  })
  return (
    <div className="prose-table" tabIndex={0}>
      <table aria-rowcount={part === null || part.all === UNKNOWN ? part?.all : part.all + 1}>
        <thead data-again={part !== null && part.before > 0 ? true : undefined}>
          <tr aria-rowindex={headAt}>
            {table.header.map((head, index) => {
              const { children, attributes } = cell(head)
              return (
                <th key={index} {...attributes}>
                  {children}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index} aria-rowindex={rowAt(index)}>
              {row.map((one, column) => {
                const { children, attributes } = cell(one)
                return (
                  <td key={column} {...attributes}>
                    {children}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
