/**
 * What a transcript adds up to, line by line: counts, tokens, title, the first prompt. Pure apart
 * from the tally it is given, which it changes in place: a file has tens of thousands of lines.
 * Called by `metadata.ts`.
 */
import { z } from 'zod'
import type { SessionMetadata } from '../../../shared/session.ts'
import { isResult } from '../page/assemble.ts'
import { keysOfSending } from '../page/sentAgain.ts'
import { textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { firstWordsIn } from '../record/firstWords.ts'
import { readRecord } from '../record/record.ts'
import type { RecordFormat } from '../record/recordFormat.ts'
import { isAside, isModelAnswer } from './answerUse.ts'
import { readCountedLine } from './countedLine.ts'
import { timeOf } from '../record/recordTime.ts'
import {
  addAnswerUsage,
  addCostState,
  addRecordUsage,
  emptyUsage,
  isKnown,
  noteCounted,
  tokensIn,
  UsageTally
} from './usageTally.ts'
import type { UsagePlace } from './usageTally.ts'

const count = z.number().int().nonnegative()
const text = z.string().nullable()

/** Of one file; plain JSON, as a checkpoint keeps it. */
export const Tally = z.object({
  messageCount: count,
  lastMessageAt: text,
  preview: text,
  title: text,
  cwd: text,
  startedAt: text,
  /** Lines in which something stands that cannot be read. */
  unreadable: count,
  /** See `RecordFormat.counted`; absent where that is. */
  memory: z.string().optional(),
  /** By model, with what it cost; and what was counted already. */
  usage: UsageTally
})
export type Tally = z.infer<typeof Tally>

/** Before the first line. */
export function emptyTally(): Tally {
  return {
    messageCount: 0,
    lastMessageAt: null,
    preview: null,
    title: null,
    cwd: null,
    startedAt: null,
    unreadable: 0,
    usage: emptyUsage()
  }
}

/** What windows are shown of a tally. @param subagentTokens those of subagents with files of their own */
export function toMetadata(tally: Tally, subagentTokens: number): SessionMetadata {
  return {
    totalTokens: tokensIn(tally.usage) + subagentTokens,
    messageCount: tally.messageCount,
    lastMessageAt: tally.lastMessageAt,
    firstMessagePreview: tally.preview
  }
}

/** Adds one line, without its newline. Of a damaged one, what can be read of it. */
export function addLine(tally: Tally, line: Buffer, place: UsagePlace): void {
  const isWhole = readCountedLine(line, {
    record: (record) => addCounted(tally, record, place),
    title: (record) => (tally.title = titleIn(record, place.format) ?? tally.title),
    costState: (record) => addCostState(tally.usage, record, place)
  })
  if (!isWhole) tally.unreadable += 1
}

function titleIn(record: Fields, format: RecordFormat): string | null {
  return format.titleFrom(textAt(record, 'customTitle') ?? '')
}

function addCounted(tally: Tally, record: Fields, place: UsagePlace): void {
  const as = place.format.counted?.(record, tally.memory ?? '')
  if (as !== undefined) tally.memory = as.memory
  const counted = as === undefined ? record : as.record
  if (counted !== null) addRecord(tally, counted, place)
}

function addRecord(tally: Tally, record: Fields, place: UsagePlace): void {
  tally.cwd ??= textAt(record, 'cwd')
  if (record['type'] === 'assistant') addAnswer(tally, record, place)
  else addOther(tally, record, place)
}

function addAnswer(tally: Tally, record: Fields, place: UsagePlace): void {
  if (!isModelAnswer(record)) return
  const meeting = addAnswerUsage(tally.usage, record, isAside(record), place)
  if (meeting !== 'again' && !isAside(record)) noteMessage(tally, timeOf(record), meeting === 'new')
}

function addOther(tally: Tally, record: Fields, place: UsagePlace): void {
  const meeting = addRecordUsage(tally.usage, record, isAside(record), place)
  if (meeting === 'again' || isAside(record)) return
  const piece = readRecord(record, { offset: 0, fallbackTime: '', parentToolUseId: null }, place.format)
  if (piece?.kind !== 'message' || piece.message.role !== 'user' || isResult(piece)) return
  const hasId = textAt(record, 'uuid') !== null
  if (hasId) {
    // What was queued in mid-turn goes by the id it was sent with.
    if (isKnown(piece.message.id, place)) return
    const keys = [piece.message.id, ...keysOfSending(record)]
    const isAgain = keys.some((key) => isKnown(key, place))
    for (const key of keys) if (!isKnown(key, place)) noteCounted(tally.usage, key, place)
    if (isAgain) return
  }
  noteMessage(tally, timeOf(record), true)
  tally.preview ??= firstWordsIn(piece.message)
}

function noteMessage(tally: Tally, time: string | null, isNew: boolean): void {
  if (isNew) tally.messageCount += 1
  tally.startedAt ??= time
  tally.lastMessageAt = time ?? tally.lastMessageAt
}
