/**
 * The rows of a transcript: its messages, the days they fall on, the ends of its turns. Pure. Built by
 * folding messages into rows, so that the settled run is folded once and only the open run and the live
 * end are folded again while a turn streams. `Transcript` calls it; the virtual list draws from it.
 */
import { isPrompt } from '../../../shared/evolve.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import type { OutboxRow } from '../OutboxMessage.tsx'
import { estimateMessage } from './estimateHeight.ts'
import { emptyTurn, isWorthSaying, withMessage } from './turnSummary.ts'
import type { TurnSummary } from './turnSummary.ts'

interface RowPlace {
  /** Stays with the row for its whole life: the id of a message, or made from one. */
  readonly key: string
  /** Pixels it will take, roughly, until it has been measured. */
  readonly estimate: number
}

type MessageRow = RowPlace & {
  readonly kind: 'message'
  readonly message: SessionMessage
  /** Counted from 1, among the messages that are loaded and have a row. */
  readonly place: number
}

export type TranscriptRow =
  | MessageRow
  /** A new day begins: the ISO time of its first message. */
  | (RowPlace & { readonly kind: 'day'; readonly at: string })
  /** A turn is over; null when there is nothing to say of it. */
  | (RowPlace & { readonly kind: 'turn'; readonly summary: TurnSummary | null })
  /** The running turn's end. */
  | (RowPlace & { readonly kind: 'live' })
  /** How the last turn ended, where no message says it. */
  | (RowPlace & { readonly kind: 'outcome' })
  | (RowPlace & { readonly kind: 'outbox'; readonly entry: OutboxRow })

const ESTIMATES = { day: 40, turn: 36, stitch: 12, live: 33, outcome: 66, outbox: 86 } as const

interface OpenTurn {
  readonly prompt: string
  readonly startedAt: number
  readonly summary: TurnSummary
  /** A failed turn ends in its own card, one that was cleared or summarised in its own line. */
  readonly hasEnd: boolean
}

/** Rows so far, and what the next message needs to know of those before it. */
export interface FoldedRows {
  readonly rows: readonly TranscriptRow[]
  readonly turn: OpenTurn | null
  /** Midnight before and after the newest message where the reader is, in milliseconds. */
  readonly day: { readonly from: number; readonly to: number } | null
  /** Messages that have a row of their own. */
  readonly messages: number
  /** Index of the newest prompt's row, -1 when there is none. */
  readonly promptAt: number
}

/** @param isBeginning whether the session begins here: only then is the first message's day known to begin too */
export function beginRows(isBeginning: boolean): FoldedRows {
  const day = isBeginning ? { from: 0, to: 0 } : null
  return { rows: [], turn: null, day, messages: 0, promptAt: -1 }
}

/** The rows of more messages; `before.rows` is not repeated, indexes go on from `offset`. */
export function foldRows(before: FoldedRows, messages: readonly SessionMessage[], offset = 0): FoldedRows {
  const rows: TranscriptRow[] = []
  let { turn, day, promptAt } = before
  let count = before.messages
  for (const message of messages) {
    const prompt = isPrompt(message)
    if (prompt && turn !== null) rows.push(...turnRows(turn))
    if (hasRow(message)) {
      const at = Date.parse(message.createdAt)
      if (day === null) day = dayOf(at)
      else if (at >= day.to) {
        day = dayOf(at)
        rows.push({ kind: 'day', key: `day:${message.id}`, at: message.createdAt, estimate: ESTIMATES.day })
      }
      if (prompt) promptAt = offset + rows.length
      count += 1
      rows.push({
        kind: 'message',
        key: message.id,
        message,
        place: count,
        estimate: estimateMessage(message)
      })
    }
    if (prompt) turn = beginTurn(message)
    else if (turn !== null) turn = goOn(turn, message)
  }
  return { rows, turn, day, messages: count, promptAt }
}

/** The row that ends a turn. */
export function turnRows(turn: OpenTurn): readonly TranscriptRow[] {
  if (turn.hasEnd) return []
  const key = `turn:${turn.prompt}`
  return isWorthSaying(turn.summary)
    ? [{ kind: 'turn', key, summary: turn.summary, estimate: ESTIMATES.turn }]
    : [{ kind: 'turn', key, summary: null, estimate: ESTIMATES.stitch }]
}

export const liveRow: TranscriptRow = { kind: 'live', key: 'live', estimate: ESTIMATES.live }
export const outcomeRow: TranscriptRow = { kind: 'outcome', key: 'outcome', estimate: ESTIMATES.outcome }

export function outboxRow(entry: OutboxRow): TranscriptRow {
  return { kind: 'outbox', key: entry.id, entry, estimate: ESTIMATES.outbox }
}

/** Results and the messages of subagents are drawn inside the call they belong to. */
function hasRow(message: SessionMessage): boolean {
  if (message.parentToolUseId !== undefined) return false
  return message.role !== 'user' || message.content.some((block) => block.type !== 'tool_result')
}

function beginTurn(prompt: SessionMessage): OpenTurn {
  return {
    prompt: prompt.id,
    startedAt: Date.parse(prompt.createdAt),
    summary: emptyTurn,
    hasEnd: false
  }
}

function goOn(turn: OpenTurn, message: SessionMessage): OpenTurn {
  return {
    prompt: turn.prompt,
    startedAt: turn.startedAt,
    summary: withMessage(turn.summary, message, turn.startedAt),
    hasEnd: message.parentToolUseId === undefined ? endsByItself(message) : turn.hasEnd
  }
}

function endsByItself({ notice }: SessionMessage): boolean {
  return notice === 'failed' || notice === 'cleared' || notice === 'compacted'
}

function dayOf(time: number): { from: number; to: number } {
  const date = new Date(time)
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()]
  return { from: new Date(year, month, day).getTime(), to: new Date(year, month, day + 1).getTime() }
}
