/**
 * What everything on this machine has used, over all agents and sessions: `GET /api/usage`. Counted from transcripts by
 * the worker of history, each API message once, subagents and workflows included.
 */
import { z } from 'zod'
import { TokenCounts } from './usage.ts'

/** By what the sums are told apart. */
export const UsageGroup = z.enum(['day', 'project', 'agent', 'model', 'session'])
export type UsageGroup = z.infer<typeof UsageGroup>

/** A day where the server runs, as `2026-12-31`. */
const UsageDay = z.iso.date()

/** What is asked for; absent: from the beginning, to the end. Both days are included. */
export const UsageWish = z.object({
  from: UsageDay.optional(),
  to: UsageDay.optional(),
  group: UsageGroup.default('day')
})
export type UsageWish = z.input<typeof UsageWish>

/** What was used on one day, in one project and so on. */
export const UsageRow = TokenCounts.extend({
  /** The day, the project's id, the agent's id, the model's name or the session's id. */
  key: z.string(),
  /** US dollars of what has a price; null where nothing has one. */
  cost: z.number().nullable(),
  /** False where something in it has no price, so that `cost` is less than the whole. Absent: true. */
  costIsComplete: z.boolean().optional(),
  /** API messages. */
  messages: z.number().int().nonnegative(),
  sessions: z.number().int().nonnegative(),
  /** What a person calls it, where that is not its key: a project's name, a session's title. */
  label: z.string().nullable().optional(),
  /** Of a session: the project it is opened in. */
  projectId: z.string().optional()
})
export type UsageRow = z.infer<typeof UsageRow>

/** The answer of `GET /api/usage`. */
export const UsageAnswer = z.object({
  /** Days in their order; of everything else what used most comes first. */
  rows: z.array(UsageRow),
  /** Everything has been counted, and all of it could be read. */
  complete: z.boolean(),
  /** The sum of all rows, those left off too; its sessions are each counted once. */
  total: UsageRow.optional(),
  /** Rows that are not told, because there are very many. Absent: none. */
  leftOff: z.number().int().positive().optional(),
  /** Transcripts are being looked through for the first time. Absent: false. */
  counting: z.boolean().optional()
})
export type UsageAnswer = z.infer<typeof UsageAnswer>
