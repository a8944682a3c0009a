/** Which of the loaded messages are in the document: the newest, and more only for who scrolls up. Pure. */

/** Rows drawn when a session opens, and kept after a long turn. */
const NEWEST = 120
/** Rows added each time the reader comes near the top. */
const STEP = 80
/** More than this and the oldest leave the document again, once the reader is back at the end. */
const MOST = 320

/** The window starts at this message; null means at the first one loaded. */
export type RowStart = string | null

interface Row {
  readonly id: string
}

export function newestRows(rows: readonly Row[]): RowStart {
  return rows.length <= NEWEST ? null : (rows[rows.length - NEWEST]?.id ?? null)
}

export function indexOfStart(rows: readonly Row[], start: RowStart): number {
  if (start === null) return 0
  return Math.max(
    0,
    rows.findIndex((row) => row.id === start)
  )
}

/** One step further up. */
export function earlierRows(rows: readonly Row[], start: RowStart): RowStart {
  const index = indexOfStart(rows, start) - STEP
  return index <= 0 ? null : (rows[index]?.id ?? null)
}

/** True when so many rows are drawn that it is time to begin again with the newest. */
export function isOverfull(rows: readonly Row[], start: RowStart): boolean {
  return rows.length - indexOfStart(rows, start) > MOST
}
