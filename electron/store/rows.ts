/**
 * Rows as they come out of SQLite, parsed at this door. A row that does not fit (written by hand, or
 * by a fault) is logged by its id and left out: one bad row must not hide the others.
 */
import { z } from 'zod'
import { describeIssues } from '../../shared/errors.ts'
import type { Log } from '../log.ts'

/** A column that is 0 or 1, as a boolean. */
export const flag = z.literal([0, 1]).transform((value) => value === 1)

/** Null when there is no row, and when it does not fit. */
export function parseRow<T>(schema: z.ZodType<T>, row: unknown, table: string, log: Log): T | null {
  if (row === undefined) return null
  const parsed = schema.safeParse(row)
  if (parsed.success) return parsed.data
  log.error({ table, id: idOf(row), issues: describeIssues(parsed.error) }, 'a row was left out')
  return null
}

/** Those rows that fit, in their order. */
export function parseRows<T>(schema: z.ZodType<T>, rows: readonly unknown[], table: string, log: Log): T[] {
  return rows.flatMap((row) => parseRow(schema, row, table, log) ?? [])
}

/** The one way times are written, so that they sort as text. */
export function utc(time: string): string {
  return new Date(time).toISOString()
}

function idOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null && 'id' in row ? row.id : null
}
