/** A page of a session's messages: one shape from the file to the window. Whoever reads the past answers with it. */
import { z } from 'zod'
import { SessionMessage } from './session.ts'

/** Messages of the active branch, at most as many as were asked for. */
export const Page = z.object({
  /** Oldest first. */
  messages: z.array(SessionMessage),
  /** Asks for the page before this one, null at the beginning of the session. */
  before: z.string().nullable()
})
export type Page = z.infer<typeof Page>
