/**
 * How a page that is open in a browser comes in after its server started anew (`electron/server/pageKeys.ts` says
 * why): it asks with a number of its own, and is given the token sealed with a key that Skein and this browser have.
 */
import { z } from 'zod'

const bytes = (count: number): z.ZodString =>
  z.string().regex(new RegExp(`^[\\w-]{${Math.ceil((count * 4) / 3)}}$`, 'u'))

/** `POST /api/page-keys` answers with one; a page keeps it where no program can read it back. */
export const PageKey = z.object({ id: bytes(16), key: bytes(32) })
export type PageKey = z.infer<typeof PageKey>

/** The body of `POST /api/handover`, the one question that is answered without a token. */
export const HandoverRequest = z.object({ id: bytes(16), nonce: bytes(16) })
export type HandoverRequest = z.infer<typeof HandoverRequest>

/** AES-256-GCM, the tag at the end; opens for `sealedFor` the question and nothing else. */
export const SealedToken = z.object({ iv: bytes(12), sealed: z.string().max(1_000) })
export type SealedToken = z.infer<typeof SealedToken>
