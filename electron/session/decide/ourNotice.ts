/** What Skein itself says in a session, as the message it becomes. Pure. */
import type { Notice, SessionMessage } from '../../../shared/session.ts'
import type { OurWords } from '../../ourFailure.ts'

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
