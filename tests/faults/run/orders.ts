/** What a fault run tells the server it drives, over the process's own channel, and what comes back. */
import { z } from 'zod'

/** When the server is to die: at the `at`-th change of the disk from now, before, in the middle of, or after it. */
export const Death = z.object({
  /** Which changes count: of any file, or of transcripts alone. */
  of: z.enum(['any', 'transcripts']),
  at: z.number().int().positive(),
  phase: z.enum(['before', 'half', 'after'])
})
export type Death = z.infer<typeof Death>

/** What the disk answers to a change; `left`: bytes that still find room. Null: it is well. */
export const Trouble = z.object({
  code: z.enum(['ENOSPC', 'EROFS', 'EIO']),
  left: z.number().int().nonnegative()
})
export type Trouble = z.infer<typeof Trouble>

export const Order = z.discriminatedUnion('type', [
  /** Starts a server that waits with everything loaded. */
  z.object({ type: z.literal('go'), death: Death.nullable() }),
  z.object({ type: z.literal('die'), death: Death.nullable() }),
  z.object({ type: z.literal('disk'), trouble: Trouble.nullable() }),
  /** Below which of the folders nothing that is written can be flushed; null: everything can. */
  z.object({ type: z.literal('flushes'), fail: z.enum(['transcripts', 'journals']).nullable() }),
  /** Turns the clock: forward runs what became due, back does not. */
  z.object({ type: z.literal('skip'), ms: z.number() })
])
export type Order = z.infer<typeof Order>

/** Each order is answered by its number. */
export const Numbered = z.object({ number: z.number(), order: Order })
export const Done = z.object({ done: z.number() })
