/**
 * The rows of the session on screen, from its two runs: the settled one is folded when a message settles,
 * the open one and the end with every delta. Called by `Transcript`.
 */
import { useMemo, useState } from 'react'
import { isPrompt } from '../../shared/evolve.ts'
import type { PermissionRequest, SessionMessage, TurnEnd, TurnState } from '../../shared/session.ts'
import type { OlderState } from './OlderEdge.tsx'
import type { OutboxRow } from './OutboxMessage.tsx'
import { indexRows, joinRows } from './rows/rowList.ts'
import type { RowList } from './rows/rowList.ts'
import { beginRows, foldRows, liveRow, outboxRow, outcomeRow, turnRows } from './rows/transcriptRows.ts'
import type { FoldedRows, TranscriptRow } from './rows/transcriptRows.ts'

export interface RowSource {
  readonly settled: readonly SessionMessage[]
  readonly open: readonly SessionMessage[]
  readonly outbox: readonly OutboxRow[]
  readonly permissions: readonly PermissionRequest[]
  readonly turn: TurnState
  readonly lastTurn: TurnEnd | null
  readonly older: OlderState
}

export interface TranscriptRows {
  readonly rows: RowList
  /** Keeps its identity while the rows are the same ones in the same order. */
  readonly keyAt: (index: number) => string
  /** From this row on everything belongs to the newest turn; -1 when no prompt is loaded. */
  readonly promptAt: number
  /** Messages with a row, those on their way included. */
  readonly messages: number
}

export function useTranscriptRows(source: RowSource): TranscriptRows {
  const { settled, open, outbox, permissions, turn, lastTurn, older } = source
  const isBeginning = older === 'none'
  const past = useMemo(() => {
    const folded = foldRows(beginRows(isBeginning), settled)
    return { folded, index: indexRows(folded.rows) }
  }, [settled, isBeginning])
  const { folded, index } = past

  const now = foldRows(folded, open, folded.rows.length)
  const last = open.at(-1) ?? settled.at(-1) ?? null
  const tail = [
    ...now.rows,
    ...endRows(now, turn, lastTurn, last, isShownWaiting(permissions)),
    ...outbox.map(outboxRow)
  ]
  const rows = joinRows(folded.rows, index, tail)

  const tailKeys = useSameKeys(tail)
  const settledRows = folded.rows
  const keyAt = useMemo(
    () => (at: number) =>
      (at < settledRows.length ? settledRows[at]?.key : tailKeys[at - settledRows.length]) ?? `row:${at}`,
    [settledRows, tailKeys]
  )
  return { rows, keyAt, promptAt: now.promptAt, messages: now.messages + outbox.length }
}

/** What stands below the newest message. */
function endRows(
  folded: FoldedRows,
  turn: TurnState,
  lastTurn: TurnEnd | null,
  last: SessionMessage | null,
  isWaiting: boolean
): readonly TranscriptRow[] {
  // The call that waits for a person says so itself.
  if (turn !== 'idle') return isWaiting ? [] : [liveRow]
  const end = folded.turn === null ? [] : turnRows(folded.turn)
  if (lastTurn === null || lastTurn.outcome === 'done' || last === null) return end
  if (lastTurn.outcome === last.notice) return end
  return lastTurn.outcome === 'failed' ? [outcomeRow] : [outcomeRow, ...end]
}

function isShownWaiting(permissions: readonly PermissionRequest[]): boolean {
  return permissions.some(({ toolUseId }) => toolUseId !== undefined)
}

/** The same list as long as it holds the same keys. */
function useSameKeys(rows: readonly TranscriptRow[]): readonly string[] {
  const keys = rows.map(({ key }) => key)
  const [kept, setKept] = useState(keys)
  if (kept.length === keys.length && kept.every((key, at) => key === keys[at])) return kept
  setKept(keys)
  return keys
}

/** The newest prompt: the one the running turn answers. */
export function newestPrompt(
  settled: readonly SessionMessage[],
  open: readonly SessionMessage[]
): SessionMessage | undefined {
  return open.findLast(isPrompt) ?? settled.findLast(isPrompt)
}
