/** A table of an answer. A wide one scrolls in its own box. */
import type { ReactNode } from 'react'
import type { Token, Tokens } from 'marked'

export function renderTable(
  table: Tokens.Table,
  renderInline: (tokens: readonly Token[]) => ReactNode
): ReactNode {
  const cell = ({ tokens, align }: Tokens.TableCell): { children: ReactNode; attributes: object } => ({
    children: renderInline(tokens),
    attributes: { dir: 'auto', 'data-align': align ?? undefined }
  })
  return (
    <div className="prose-table" tabIndex={0}>
      <table>
        <thead>
          <tr>
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
            <tr key={index}>
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
