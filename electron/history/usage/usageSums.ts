/** The sums that are asked for, from `usage.db`. Called by `usageStage.ts`. */
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { UsageSum } from './usageQuestion.ts'
import type { UsageQuery, UsageSums } from './usageQuestion.ts'

const columns = `SUM(input) AS input, SUM(output) AS output, SUM(cacheRead) AS cacheRead, SUM(cacheWrite) AS cacheWrite,
  SUM(cost) AS cost, SUM(MAX(unpriced, 0)) AS unpriced, SUM(messages) AS messages, COUNT(DISTINCT unit.session) AS sessions`
const tables = 'daily JOIN unit ON unit.id = daily.unit JOIN model ON model.id = daily.model'
const between = 'day BETWEEN :from AND :to'

const keys: Readonly<Record<UsageQuery['group'], string>> = {
  day: 'CAST(day AS TEXT)',
  agent: 'unit.agent',
  model: 'model.name',
  session: 'unit.session'
}

/** Throws what SQLite says. */
export function usageSums(
  database: Database,
  { from, to, group, after, limit }: UsageQuery
): Pick<UsageSums, 'sums' | 'total'> {
  const days = { from: from ?? 0, to: to ?? 99_999_999 }
  const sums = database
    .prepare(
      `SELECT ${keys[group]} AS key, ${columns} FROM ${tables} WHERE ${between} AND ${keys[group]} > :after
       GROUP BY key ORDER BY key LIMIT :limit`
    )
    .all({ ...days, after: after ?? '', limit })
  const total = database
    .prepare(
      `SELECT '' AS key, COALESCE(SUM(input), 0) AS input, COALESCE(SUM(output), 0) AS output,
       COALESCE(SUM(cacheRead), 0) AS cacheRead, COALESCE(SUM(cacheWrite), 0) AS cacheWrite, COALESCE(SUM(cost), 0) AS cost,
       COALESCE(SUM(MAX(unpriced, 0)), 0) AS unpriced, COALESCE(SUM(messages), 0) AS messages,
       COUNT(DISTINCT unit.session) AS sessions FROM ${tables} WHERE ${between}`
    )
    .get(days)
  return { sums: z.array(UsageSum).parse(sums), total: UsageSum.parse(total) }
}
