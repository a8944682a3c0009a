/** What the server asks the worker about usage; both ends know it by this. */
import { z } from 'zod'
import { TokenCounts } from '../../../shared/usage.ts'
import type { Question } from '../work/question.ts'

const UsageQuery = z.object({
  /** Days as numbers (20261231), both included; null: from the beginning, to the end. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** By project the worker cannot tell: whoever asks makes it of sessions. */
  group: z.enum(['day', 'agent', 'model', 'session']),
  /** Only what comes behind this key; null: from the beginning. */
  after: z.string().nullable(),
  limit: z.number().int().positive()
})
export type UsageQuery = z.infer<typeof UsageQuery>

export const UsageSum = TokenCounts.extend({
  /** The day as a number, the agent's id, the model's plain name, or the session's id. */
  key: z.string(),
  /** US dollars of what has a price. */
  cost: z.number(),
  /** Calls without one. */
  unpriced: z.number(),
  messages: z.number(),
  sessions: z.number()
})
export type UsageSum = z.infer<typeof UsageSum>

const UsageSums = z.object({
  /** By key. */
  sums: z.array(UsageSum),
  /** Of the whole time, however it is grouped. */
  total: UsageSum,
  /** Whether every transcript was looked at since the worker began. */
  isWalked: z.boolean(),
  /** Whether every one is counted to its end, and all of it could be read. */
  isComplete: z.boolean()
})
export type UsageSums = z.infer<typeof UsageSums>

export const askUsage: Question<UsageQuery, UsageSums> = { name: 'usage', ask: UsageQuery, answer: UsageSums }
