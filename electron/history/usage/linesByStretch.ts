/**
 * What the lines of a session add up to, by the part of its transcript they stand in. Pure; called by `usageStore.ts`,
 * whose rows these are.
 */
import { z } from 'zod'
import type { Stretch } from './fileCounter.ts'
import type { StretchLines, Written } from './unwritten.ts'

export const ClaimRow = z.object({
  key: z.string(),
  model: z.string(),
  isMain: z.number(),
  stretch: z.number(),
  at: z.number(),
  counts: z.number(),
  input: z.number(),
  output: z.number(),
  cacheRead: z.number(),
  cacheWrite: z.number(),
  cost: z.number(),
  unpriced: z.number()
})
type ClaimRow = z.infer<typeof ClaimRow>

/** Those of the session's own file say where they stand, those of its subagents when they were written. */
export function linesByStretch(
  rows: readonly ClaimRow[],
  stretches: readonly Stretch[]
): ReadonlyMap<number, StretchLines> {
  const counted = new Set(rows.filter(({ counts }) => counts === 1).map(({ key }) => key))
  const seen = new Set<string>()
  const lines = new Map<number, { own: MutableWritten; elsewhere: MutableWritten }>()
  for (const row of rows) {
    // The same message in two files of the session: the one that counts is enough.
    if (row.counts === 0 && (counted.has(row.key) || seen.has(`${row.key} ${row.model}`))) continue
    seen.add(`${row.key} ${row.model}`)
    const at = row.isMain === 1 ? row.stretch : stretchAt(stretches, row.at)
    const known = lines.get(at) ?? { own: new Map(), elsewhere: new Map() }
    lines.set(at, known)
    add(row.counts === 1 ? known.own : known.elsewhere, row)
  }
  return lines
}

type Sum = Written extends ReadonlyMap<string, infer One> ? One : never
type MutableWritten = Map<string, Sum>

function stretchAt(stretches: readonly Stretch[], at: number): number {
  const found = stretches.findIndex(({ until }) => until !== null && at < until)
  return found === -1 ? stretches.length - 1 : found
}

function add(written: MutableWritten, row: ClaimRow): void {
  const known = written.get(row.model)
  written.set(row.model, {
    input: row.input + (known?.input ?? 0),
    output: row.output + (known?.output ?? 0),
    cacheRead: row.cacheRead + (known?.cacheRead ?? 0),
    cacheWrite: row.cacheWrite + (known?.cacheWrite ?? 0),
    costUsd: row.cost + (known?.costUsd ?? 0),
    isPriced: row.unpriced === 0 && (known?.isPriced ?? true),
    unpriced: row.unpriced + (known?.unpriced ?? 0)
  })
}
