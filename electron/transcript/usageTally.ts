/**
 * What a transcript says about tokens and money, line by line: what each API message has used, and what
 * Claude Code itself has reckoned. Changed in place, like the `Tally` it is part of (`tally.ts`, which
 * calls it); `usageReport.ts` makes a report of it.
 *
 * Claude Code writes `cost-state` when it ends: what the session has cost since it began, with calls that
 * are in no line (the summary of a compaction, what was said when a turn was stopped). A process that was
 * killed wrote none. So the file is taken in stretches, each ended by such a line or by the end of the
 * file, and both figures are kept for each.
 */
import { hash } from 'node:crypto'
import { z } from 'zod'
import { Compaction, TokenCounts } from '../../shared/usage.ts'
import { countAt, fieldsAt, isFields, textAt } from './fields.ts'
import type { Fields } from './fields.ts'
import { timeOf } from './record.ts'
import { Spent, addSpent, addTokens, spentBy } from './usageSpent.ts'

const ModelSpent = z.object({ model: z.string(), spent: Spent })
export type ModelSpent = z.infer<typeof ModelSpent>

const Stretch = z.object({
  /** What the lines add up to. */
  lines: z.array(ModelSpent),
  /** What Claude Code had reckoned at its end, since the session began; null while it goes on. */
  stated: z.array(ModelSpent).nullable(),
  /** Time of the first record behind it, null when there is none yet. */
  until: z.string().nullable()
})
export type Stretch = z.infer<typeof Stretch>

/** An API message whose next line may replace what it has used. */
const RecentMessage = z.object({
  id: z.string(),
  stretch: z.number().int().nonnegative(),
  isAside: z.boolean(),
  model: z.string(),
  spent: Spent
})

export const UsageTally = z.object({
  stretches: z.array(Stretch),
  /** What subagents used, as far as their lines stand in this file. */
  aside: TokenCounts,
  /** Oldest first; the rest is in `stretches`. */
  recent: z.array(RecentMessage),
  /** Of the others, `keyOf` of their ids, one behind the other. */
  counted: z.string(),
  /** The newest message of the main thread: its model, and the tokens that stood before it. */
  context: z.object({ model: z.string(), used: z.number().int().nonnegative() }).nullable(),
  compactions: z.array(Compaction)
})
export type UsageTally = z.infer<typeof UsageTally>

/** Lines of one API message lie close together, even with those of subagents in between. */
const RECENT_MESSAGES = 32
const KEY_LENGTH = 8

export function emptyUsage(): UsageTally {
  return {
    stretches: [emptyStretch()],
    aside: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    recent: [],
    counted: '',
    context: null,
    compactions: []
  }
}

/** Where a tally stands beside others. Not stored: made again for each file that is read. */
export interface UsagePlace {
  /** The stretch of the session a message belongs to, by its time; null: the tally's own last one. */
  readonly stretchAt: ((time: string | null) => number) | null
  /** Keys of messages counted already, here or in other files. Grows. */
  readonly known: Set<string>
}

/** The place of a session's own file, or of a subagent's beside it. */
export function placeOf(usage: UsageTally, main: UsageTally | null, known: Set<string>): UsagePlace {
  for (const key of keysOf(usage)) known.add(key)
  for (const { id } of usage.recent) known.add(keyOf(id))
  return { stretchAt: main === null ? null : (time) => stretchAt(main.stretches, time), known }
}

function keysOf({ counted }: UsageTally): string[] {
  return Array.from({ length: counted.length / KEY_LENGTH }, (_, at) =>
    counted.slice(at * KEY_LENGTH, (at + 1) * KEY_LENGTH)
  )
}

function stretchAt(stretches: readonly Stretch[], time: string | null): number {
  const last = stretches.length - 1
  if (time === null) return last
  const at = stretches.findIndex(({ until }) => until !== null && time < until)
  return at === -1 ? last : at
}

/** Adds a record of the conversation: an answer, or the boundary of a compaction. */
export function addRecordUsage(usage: UsageTally, record: Fields, isAside: boolean, place: UsagePlace): void {
  const time = timeOf(record)
  if (place.stretchAt === null) beginStretch(usage, time)
  if (record['type'] === 'assistant') addAnswer(usage, record, isAside, place)
  else if (record['subtype'] === 'compact_boundary' && !isAside) addCompaction(usage, record, time)
}

/** The first record behind a `cost-state` begins the next stretch. */
function beginStretch({ stretches }: UsageTally, time: string | null): void {
  const last = stretches.at(-1)
  if (last === undefined || last.stated === null) return
  last.until = time
  stretches.push(emptyStretch())
}

function addAnswer(usage: UsageTally, record: Fields, isAside: boolean, place: UsagePlace): void {
  const message = fieldsAt(record, 'message')
  const used = message && fieldsAt(message, 'usage')
  const answered = message && textAt(message, 'model')
  const id = (message && textAt(message, 'id')) || textAt(record, 'uuid')
  if (!used || !id || answered === '<synthetic>' || record['isApiErrorMessage'] === true) return
  // Claude Code reckons by the name it asked with: only that one tells variants.
  const model = textAt(record, 'requestedModel') || answered || 'unknown'
  const spent = spentBy(model, used)
  const recent = usage.recent.find((other) => other.id === id)
  if (recent === undefined) {
    const key = keyOf(id)
    if (place.known.has(key)) return
    place.known.add(key)
    const stretch = place.stretchAt?.(timeOf(record)) ?? usage.stretches.length - 1
    usage.recent.push({ id, stretch, isAside, model, spent })
    if (usage.recent.length > RECENT_MESSAGES) settleOldest(usage)
  } else {
    recent.model = model
    recent.spent = spent
  }
  if (!isAside) usage.context = { model, used: spent.input + spent.cacheRead + spent.cacheWrite }
}

function settleOldest(usage: UsageTally): void {
  const oldest = usage.recent.shift()
  if (oldest === undefined) return
  usage.counted += keyOf(oldest.id)
  settle(usage, oldest)
}

function settle(usage: UsageTally, { stretch, isAside, model, spent }: z.infer<typeof RecentMessage>): void {
  while (usage.stretches.length <= stretch) usage.stretches.push(emptyStretch())
  const lines = usage.stretches[stretch]?.lines ?? []
  const known = lines.find((other) => other.model === model)
  if (known) known.spent = addSpent(known.spent, spent)
  else lines.push({ model, spent })
  if (isAside) usage.aside = addTokens(usage.aside, spent)
}

/** The same with every message in its stretch, for a report. */
export function settledUsage(usage: UsageTally): UsageTally {
  const settled = structuredClone(usage)
  for (const message of settled.recent.splice(0)) settle(settled, message)
  return settled
}

function addCompaction(usage: UsageTally, record: Fields, time: string | null): void {
  const made = fieldsAt(record, 'compactMetadata')
  if (made === null || time === null) return
  const after = typeof made['postTokens'] === 'number' ? Math.trunc(countAt(made, 'postTokens')) : null
  usage.compactions.push({ at: time, before: Math.trunc(countAt(made, 'preTokens')), after })
  if (usage.context && after !== null) usage.context = { ...usage.context, used: after }
}

/** Adds a `cost-state` record: the end of a stretch. */
export function addCostState({ stretches }: UsageTally, record: Fields): void {
  const models = fieldsAt(record, 'modelUsage')
  const last = stretches.at(-1)
  if (models === null || last === undefined) return
  // For models it does not know Claude Code takes the price of another.
  const isGuess = record['hasUnknownModelCost'] === true
  last.stated = Object.entries(models).flatMap(([model, figures]) =>
    isFields(figures) ? [{ model, spent: statedSpent(model, figures, isGuess) }] : []
  )
}

function statedSpent(model: string, figures: Fields, isGuess: boolean): Spent {
  const isPriced = !isGuess || spentBy(model, {}).isPriced
  return {
    input: Math.trunc(countAt(figures, 'inputTokens')),
    output: Math.trunc(countAt(figures, 'outputTokens')),
    cacheRead: Math.trunc(countAt(figures, 'cacheReadInputTokens')),
    cacheWrite: Math.trunc(countAt(figures, 'cacheCreationInputTokens')),
    costUsd: isPriced ? countAt(figures, 'costUSD') : 0,
    isPriced
  }
}

function emptyStretch(): Stretch {
  return { lines: [], stated: null, until: null }
}

function keyOf(id: string): string {
  return hash('sha1', id, 'base64url').slice(0, KEY_LENGTH)
}
