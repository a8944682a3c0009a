/** What Skein itself says in a session, as the message it becomes. Pure. */
import type { Coded } from '../../../shared/errors.ts'
import type { Notice, SessionMessage } from '../../../shared/session.ts'

/** A sentence, and the same as its code. */
export interface OurWords {
  readonly text: string
  /** Null for what is told by the failure it is about. */
  readonly told: Coded | null
}

export function ourNotice(
  notice: Notice,
  { text, told }: OurWords,
  { id, at }: { id: string; at: string }
): SessionMessage {
  return {
    id,
    role: 'system',
    notice,
    content: [{ type: 'text', text }],
    ...(told && { told }),
    createdAt: at,
    isStreaming: false
  }
}
