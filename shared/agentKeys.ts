/**
 * What the page of the desktop app is told of an agent's API key: whether one is kept, and if not, why none can be.
 * The key itself travels from the page to the main process once and never back.
 */
import { z } from 'zod'

/**
 * `no_keychain`: the system offers nothing to encrypt with; `plain_text`: it would only pretend to;
 * `not_written`: the disk refused.
 */
export const KeyRefusal = z.enum(['no_keychain', 'plain_text', 'not_written'])
export type KeyRefusal = z.infer<typeof KeyRefusal>

/** What the page is told of the key of one agent; never the key. */
export const KeyState = z.object({
  stored: z.boolean(),
  /** Why nothing can be kept, null when it can. */
  refusal: KeyRefusal.nullable()
})
export type KeyState = z.infer<typeof KeyState>

/** One line without blanks, as every provider's keys are. */
export const AgentKey = z
  .string()
  .trim()
  .min(8)
  .max(4096)
  .regex(/^[\x21-\x7e]+$/u)
