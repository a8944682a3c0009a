/**
 * What a session has cost and how full its context is: `GET …/sessions/:sessionId/usage`. Counted from
 * the transcript, each API message once, subagents included.
 */
import { z } from 'zod'

const Count = z.number().int().nonnegative()

/** Tokens, each API message counted once. `input` is what was neither read from the cache nor written to it. */
export const TokenCounts = z.object({
  input: Count,
  output: Count,
  cacheRead: Count,
  cacheWrite: Count
})
export type TokenCounts = z.infer<typeof TokenCounts>

/** What one model was used for, subagents included. */
export const ModelUsage = TokenCounts.extend({
  /** As the agent names it. */
  model: z.string(),
  /** US dollars, null when this model's price is not known. */
  costUsd: z.number().nonnegative().nullable()
})
export type ModelUsage = z.infer<typeof ModelUsage>

/** How full the model's context is, in tokens. */
export const ContextUsage = z.object({
  /** Tokens that stood before the newest answer of the main thread, as the agent's own report counts them. */
  used: Count,
  /** Tokens the model can hold. */
  window: z.number().int().positive(),
  /** Where the agent summarises by itself, null when it is not known. */
  compactsAt: z.number().int().positive().nullable()
})
export type ContextUsage = z.infer<typeof ContextUsage>

/** A place where the agent summarised what was before. */
export const Compaction = z.object({
  at: z.iso.datetime({ offset: true }),
  before: Count,
  after: Count.nullable()
})
export type Compaction = z.infer<typeof Compaction>

/** The answer of `GET …/usage`; all branches count, also those that were taken back. */
export const SessionUsage = z.object({
  models: z.array(ModelUsage),
  /** The part of the above that subagents used. */
  subagents: TokenCounts,
  /** The sum of what is known, null when nothing is. */
  costUsd: z.number().nonnegative().nullable(),
  /** False when a price was not known, so that `costUsd` is less than the whole. */
  costIsComplete: z.boolean(),
  /** Null before the first answer and for agents that have no context to fill. */
  context: ContextUsage.nullable(),
  compactions: z.array(Compaction)
})
export type SessionUsage = z.infer<typeof SessionUsage>
