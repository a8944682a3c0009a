/** The numbers themselves. */
import type { ReactNode } from 'react'
import type { UsageRow } from '../../shared/historyUsage.ts'
import { formatCost } from '../meters/formatCost.ts'
import { language, strings } from '../strings/strings.ts'

interface UsageTableProps {
  readonly label: string
  readonly rows: readonly UsageRow[]
  readonly total: UsageRow | null
  readonly tellKey: (row: UsageRow) => ReactNode
}

const whole = new Intl.NumberFormat(language)

export function UsageTable({ label, rows, total, tellKey }: UsageTableProps) {
  const words = strings.usage
  const columns = [
    words.input,
    words.output,
    words.cacheRead,
    words.cacheWrite,
    words.cost,
    words.messages,
    words.sessions
  ]
  return (
    // It may be wider than the window: then it scrolls, also by keyboard.
    <div role="region" aria-label={label} tabIndex={0} className="mt-4 overflow-x-auto">
      <table className="w-full text-ui tabular-nums">
        <thead>
          <tr className="text-meta text-ink-muted">
            <th scope="col" className="py-1 pr-3 text-left font-semibold">
              {label}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="py-1 pl-3 text-right font-medium whitespace-nowrap">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-t border-line">
              <th scope="row" className="max-w-72 py-1 pr-3 text-left font-normal wrap-anywhere">
                {tellKey(row)}
              </th>
              <Cells row={row} />
            </tr>
          ))}
        </tbody>
        {total !== null && (
          <tfoot>
            <tr className="border-t border-line-strong font-medium">
              <th scope="row" className="py-1 pr-3 text-left font-medium">
                {words.total}
              </th>
              <Cells row={total} />
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

function Cells({ row }: { readonly row: UsageRow }) {
  const { input, output, cacheRead, cacheWrite, messages, sessions } = row
  const cells = [
    ...[input, output, cacheRead, cacheWrite].map((count) => whole.format(count)),
    costText(row),
    ...[messages, sessions].map((count) => whole.format(count))
  ]
  return cells.map((cell, index) => (
    <td key={strings.usage.input + String(index)} className="py-1 pl-3 text-right whitespace-nowrap">
      {cell}
    </td>
  ))
}

/** Never a guess: where a price is missing it says so. */
export function costText({ cost, costIsComplete }: Pick<UsageRow, 'cost' | 'costIsComplete'>): string {
  if (cost === null) return strings.usage.noPrice
  return costIsComplete === false ? strings.usage.atLeast(formatCost(cost)) : formatCost(cost)
}
