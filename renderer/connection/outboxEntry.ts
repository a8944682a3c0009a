/** A message the person has sent and the session has not shown yet. */
import { z } from 'zod'
import { Failure } from '../../shared/errors.ts'
import { SendConfig } from '../../shared/protocol.ts'
import { Attachment } from '../../shared/session.ts'

const sent = {
  /** The command's id and, once it is in the session, the message's. */
  id: z.string(),
  text: z.string(),
  attachments: z.array(Attachment),
  config: SendConfig,
  /** Stops the running turn and goes next. */
  interrupt: z.boolean().optional()
}

/** `recorded`: acknowledged; its echo is on the way. `failed`: refused; a person retries or discards it. */
export const OutboxEntry = z.discriminatedUnion('state', [
  z.object({ ...sent, state: z.literal('sending') }),
  z.object({ ...sent, state: z.literal('recorded') }),
  z.object({ ...sent, state: z.literal('failed'), error: Failure })
])
/** As the window writes it: ids are branded by the parse at the server. */
export type OutboxEntry = z.input<typeof OutboxEntry>
