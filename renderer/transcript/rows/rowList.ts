/**
 * The rows of a transcript as the virtual list reads them: a long run that keeps its identity and a short
 * one at its end that changes with every delta. Joining them copies nothing.
 */
import type { TranscriptRow } from './transcriptRows.ts'

export interface RowList {
  readonly count: number
  at(index: number): TranscriptRow | undefined
  /** -1 when no row has this key. */
  indexOf(key: string): number
}

/** Finds a row of the long run; the index is made when it is first asked for. */
export interface RowIndex {
  of(key: string): number
}

export function indexRows(rows: readonly TranscriptRow[]): RowIndex {
  let places: Map<string, number> | null = null
  return {
    of: (key) => {
      places ??= new Map(rows.map((row, index) => [row.key, index]))
      return places.get(key) ?? -1
    }
  }
}

export function joinRows(
  settled: readonly TranscriptRow[],
  settledIndex: RowIndex,
  tail: readonly TranscriptRow[]
): RowList {
  return {
    count: settled.length + tail.length,
    at: (index) => (index < settled.length ? settled[index] : tail[index - settled.length]),
    indexOf: (key) => {
      const inTail = tail.findIndex((row) => row.key === key)
      return inTail === -1 ? settledIndex.of(key) : settled.length + inTail
    }
  }
}
