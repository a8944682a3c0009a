/**
 * What a transcript adds up to, line by line: counts, tokens, title, the first prompt. Pure apart
 * from the tally it is given, which it changes in place: a file has tens of thousands of lines.
 * Called by `metadata.ts`.
 */
import { previewOf } from '../../shared/previewOf.ts'
import type { SessionMetadata } from '../../shared/session.ts'
import { isResult } from './assemble.ts'
import { countAt, fieldsAt, parseLine, textAt } from './fields.ts'
import type { Fields } from './fields.ts'
import { isSidechain, readRecord, timeOf } from './record.ts'
import { isToolResultLine, sniffLine } from './sniff.ts'
import { addCostState, addRecordUsage, emptyUsage } from './usageTally.ts'
import type { UsagePlace, UsageTally } from './usageTally.ts'

export interface Tally {
  tokens: number
  messageCount: number
  lastMessageAt: string | null
  preview: string | null
  title: string | null
  cwd: string | null
  startedAt: string | null
  /** The API messages met last, with what each has added: their next line replaces it. */
  recent: [id: string, tokens: number][]
  /** By model, with what it cost. */
  usage: UsageTally
}

/** Lines of one API message lie close together, even with those of subagents in between. */
const RECENT_MESSAGES = 32

export function emptyTally(): Tally {
  return {
    tokens: 0,
    messageCount: 0,
    lastMessageAt: null,
    preview: null,
    title: null,
    cwd: null,
    startedAt: null,
    recent: [],
    usage: emptyUsage()
  }
}

export function toMetadata(tally: Tally, subagentTokens: number): SessionMetadata {
  return {
    totalTokens: tally.tokens + subagentTokens,
    messageCount: tally.messageCount,
    lastMessageAt: tally.lastMessageAt,
    firstMessagePreview: tally.preview
  }
}

/** Adds one line, without its newline. What cannot be read adds nothing. */
export function addLine(tally: Tally, line: Buffer, place: UsagePlace): void {
  const sniffed = sniffLine(line)
  switch (sniffed.kind) {
    case 'blank':
      return
    case 'meta':
      if (sniffed.type === 'custom-title') {
        tally.title = textAt(parseLine(line) ?? {}, 'customTitle')?.trim() || tally.title
      }
      if (sniffed.type === 'cost-state') addCostState(tally.usage, parseLine(line) ?? {})
      return
    case 'chain':
      if (sniffed.isAttachment || isToolResultLine(line)) return
      break
    case 'other':
      break
  }
  const record = parseLine(line)
  if (record !== null) addRecord(tally, record, place)
}

function addRecord(tally: Tally, record: Fields, place: UsagePlace): void {
  tally.cwd ??= textAt(record, 'cwd')
  addRecordUsage(tally.usage, record, isAside(record), place)
  if (record['type'] === 'assistant') addAnswer(tally, record)
  else if (!isAside(record)) addPrompt(tally, record)
}

function isAside(record: Fields): boolean {
  return isSidechain(record) || textAt(record, 'parentToolUseId') !== null
}

function addAnswer(tally: Tally, record: Fields): void {
  const message = fieldsAt(record, 'message')
  if (message?.['model'] === '<synthetic>' || record['isApiErrorMessage'] === true) return
  const id = (message && textAt(message, 'id')) ?? textAt(record, 'uuid')
  const usage = message && fieldsAt(message, 'usage')
  const known = id === null ? undefined : tally.recent.find(([other]) => other === id)
  const tokens = usage === null ? (known?.[1] ?? 0) : tokensOf(usage)
  if (known) {
    tally.tokens += tokens - known[1]
    known[1] = tokens
  } else {
    tally.tokens += tokens
    if (id !== null) tally.recent.push([id, tokens])
    if (tally.recent.length > RECENT_MESSAGES) tally.recent.shift()
  }
  if (!isAside(record)) noteMessage(tally, timeOf(record), known === undefined)
}

function tokensOf(usage: Fields): number {
  return (
    countAt(usage, 'input_tokens') +
    countAt(usage, 'output_tokens') +
    countAt(usage, 'cache_creation_input_tokens') +
    countAt(usage, 'cache_read_input_tokens')
  )
}

function addPrompt(tally: Tally, record: Fields): void {
  const piece = readRecord(record, { offset: 0, fallbackTime: '', parentToolUseId: null })
  if (piece?.kind !== 'message' || piece.message.role !== 'user' || isResult(piece)) return
  noteMessage(tally, timeOf(record), true)
  if (tally.preview !== null) return
  const text = piece.message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join(' ')
  tally.preview = previewOf(text)
}

function noteMessage(tally: Tally, time: string | null, isNew: boolean): void {
  if (isNew) tally.messageCount += 1
  tally.startedAt ??= time
  tally.lastMessageAt = time ?? tally.lastMessageAt
}
