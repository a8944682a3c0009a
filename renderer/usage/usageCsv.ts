/** Rows of usage as a table for other programs: RFC 4180, and nothing in it a spreadsheet would run. Pure. */
import type { UsageRow } from '../../shared/historyUsage.ts'

const columns = [
  ['input', ({ input }: UsageRow) => input],
  ['output', ({ output }: UsageRow) => output],
  ['cache_read', ({ cacheRead }: UsageRow) => cacheRead],
  ['cache_write', ({ cacheWrite }: UsageRow) => cacheWrite],
  ['cost_usd', ({ cost }: UsageRow) => cost ?? ''],
  ['cost_is_complete', ({ cost, costIsComplete }: UsageRow) => cost !== null && costIsComplete !== false],
  ['calls', ({ messages }: UsageRow) => messages],
  ['sessions', ({ sessions }: UsageRow) => sessions]
] as const

/** Numbers as programs read them, whatever the language. `group` heads the keys; labels stand beside them. */
export function usageCsv(group: string, rows: readonly UsageRow[]): string {
  const head = [group, 'name', ...columns.map(([name]) => name)]
  const lines = rows.map((row) => [row.key, row.label ?? '', ...columns.map(([, of]) => of(row))])
  return [head, ...lines].map((line) => `${line.map(field).join(',')}\r\n`).join('')
}

function field(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value)
  // Spreadsheets take what begins like this for a formula, whoever wrote it.
  const safe = /^[=+\-@\t\r\n]/u.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
