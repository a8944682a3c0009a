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
import { Compaction, TokenCounts } from '../../../shared/usage.ts'
import { countAt, fieldsAt, textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import type { RecordFormat } from '../record/recordFormat.ts'
import { timeOf } from '../record/recordTime.ts'
import { answerUse, statedUse } from './answerUse.ts'
import { ModelSpent, addSpent, addTokens, contextBefore } from './usageSpent.ts'

const Count = z.number().int().nonnegative()

const Stretch = z.object({
  /** What the lines add up to. */
  lines: z.array(ModelSpent),
  /** What Claude Code had reckoned at its end, since the session began; null while it goes on. */
  stated: z.array(ModelSpent).nullable(),
  /** Time of the first record behind it, null when there is none yet. */
  until: z.string().nullable()
})
type Stretch = z.infer<typeof Stretch>

/** An API message whose next line may replace what it has used. */
const RecentMessage = z.object({
  id: z.string(),
  stretch: z.number().int().nonnegative(),
  isAside: z.boolean(),
  /** What the model that answered has used, and those it asked; empty while no line says. */
  spent: z.array(ModelSpent)
})
type RecentMessage = z.infer<typeof RecentMessage>

/** The usage part of a tally, kept as JSON in the checkpoint of a session. */
export const UsageTally = z.object({
  stretches: z.array(Stretch),
  /** What subagents used, as far as their lines stand in this file. */
  aside: TokenCounts,
  /** Oldest first; the rest is in `stretches`. */
  recent: z.array(RecentMessage),
  /** Of the others, and of prompts and compactions, `keyOf` of their ids, one behind the other. */
  counted: z.string(),
  /**
   * The newest message of the main thread: its model, the tokens that stood before it, and the most that ever
   * stood before one of this model.
   */
  context: z.object({ id: z.string(), model: z.string(), used: Count, most: Count }).nullable(),
  compactions: z.array(Compaction)
})
export type UsageTally = z.infer<typeof UsageTally>

/** Lines of one API message lie close together, even with those of subagents in between. */
export const RECENT_MESSAGES = 32
const KEY_LENGTH = 8

/** Before the first line. */
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
  readonly format: RecordFormat
}

/** The place of a session's own file, or of a subagent's beside it. */
export function placeOf(
  usage: UsageTally,
  main: UsageTally | null,
  { known, format }: Pick<UsagePlace, 'known' | 'format'>
): UsagePlace {
  for (const key of keysOf(usage)) known.add(key)
  for (const { id } of usage.recent) known.add(keyOf(id))
  return { stretchAt: main === null ? null : (time) => stretchAt(main.stretches, time), known, format }
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

/**
 * `new`: met for the first time. `more`: another line of an answer that is being counted. `again`: counted
 * already; Claude Code writes records a second time when it resumes or compacts, at any distance.
 */
export type Meeting = 'new' | 'more' | 'again'

/** Adds an answer. */
export function addAnswerUsage(
  usage: UsageTally,
  record: Fields,
  isAside: boolean,
  place: UsagePlace
): Meeting {
  const { id, model, used, spent } = answerUse(record, place.format.models)
  const recent = id === null ? undefined : usage.recent.find((other) => other.id === id)
  if (recent === undefined) {
    if (id !== null && isKnown(id, place)) return 'again'
    const time = timeOf(record)
    if (place.stretchAt === null) beginStretch(usage, time)
    const stretch = place.stretchAt?.(time) ?? usage.stretches.length - 1
    if (id === null) {
      settle(usage, { id: '', stretch, isAside, spent })
      return 'new'
    }
    place.known.add(keyOf(id))
    usage.recent.push({ id, stretch, isAside, spent })
    if (usage.recent.length > RECENT_MESSAGES) settleOldest(usage)
  } else if (used !== null) {
    recent.spent = spent
  }
  if (!isAside && used !== null && id !== null)
    noteContext(usage, id, model, contextBefore(used), recent !== undefined)
  return recent === undefined ? 'new' : 'more'
}

/** A line of an older answer, met again, says nothing about what stands in the context now. */
function noteContext(usage: UsageTally, id: string, model: string, used: number, isMore: boolean): void {
  const { context } = usage
  if (isMore && context?.id !== id) return
  const most = context?.model === model ? Math.max(context.most, used) : used
  usage.context = { id, model, used, most }
}

/** Adds what is no answer: a prompt, the boundary of a compaction, what was attached. */
export function addRecordUsage(
  usage: UsageTally,
  record: Fields,
  isAside: boolean,
  place: UsagePlace
): Meeting {
  const uuid = textAt(record, 'uuid')
  if (uuid !== null && isKnown(uuid, place)) return 'again'
  const time = timeOf(record)
  if (place.stretchAt === null) beginStretch(usage, time)
  if (record['subtype'] === 'compact_boundary' && !isAside) {
    if (uuid !== null) noteCounted(usage, uuid, place)
    addCompaction(usage, record, time)
  }
  return 'new'
}

/** Whether what has this id was counted already, in this file or another one of the session. */
export function isKnown(id: string, { known }: UsagePlace): boolean {
  return known.has(keyOf(id))
}

/** What has this id is not counted again, however far away it is written once more. */
export function noteCounted(usage: UsageTally, id: string, { known }: UsagePlace): void {
  const key = keyOf(id)
  known.add(key)
  usage.counted += key
}

/** The first record behind a `cost-state` begins the next stretch. */
function beginStretch({ stretches }: UsageTally, time: string | null): void {
  const last = stretches.at(-1)
  if (last === undefined || last.stated === null) return
  last.until = time
  stretches.push(emptyStretch())
}

function settleOldest(usage: UsageTally): void {
  const oldest = usage.recent.shift()
  if (oldest === undefined) return
  usage.counted += keyOf(oldest.id)
  settle(usage, oldest)
}

function settle(usage: UsageTally, { stretch, isAside, spent: all }: RecentMessage): void {
  while (usage.stretches.length <= stretch) usage.stretches.push(emptyStretch())
  const lines = usage.stretches[stretch]?.lines ?? []
  for (const { model, spent } of all) {
    const known = lines.find((other) => other.model === model)
    if (known) known.spent = addSpent(known.spent, spent)
    else lines.push({ model, spent })
    if (isAside) usage.aside = addTokens(usage.aside, spent)
  }
}

/** Tokens of all kinds that the lines tell of. */
export function tokensIn({ stretches, recent }: UsageTally): number {
  const settled = stretches.flatMap(({ lines }) => lines)
  const all = [...settled, ...recent.flatMap(({ spent }) => spent)]
  return all.reduce(
    (sum, { spent }) => sum + spent.input + spent.output + spent.cacheRead + spent.cacheWrite,
    0
  )
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
  const before = Math.trunc(countAt(made, 'preTokens'))
  usage.compactions.push({ at: time, before, after })
  const { context } = usage
  if (context !== null)
    usage.context = { ...context, used: after ?? context.used, most: Math.max(context.most, before) }
}

/** Adds a `cost-state` record: the end of a stretch. */
export function addCostState(
  { stretches }: UsageTally,
  record: Fields,
  { format }: Pick<UsagePlace, 'format'>
): void {
  const stated = statedUse(record, format.models)
  const last = stretches.at(-1)
  if (stated !== null && last !== undefined) last.stated = stated
}

function emptyStretch(): Stretch {
  return { lines: [], stated: null, until: null }
}

function keyOf(id: string): string {
  return hash('sha1', id, 'base64url').slice(0, KEY_LENGTH)
}
