/** What Skein itself says in a session, as the message it becomes. Pure. */
import type { Notice, SessionMessage } from '../../shared/session.ts'

export function ourNotice(
  notice: Notice,
  text: string,
  { id, at }: { id: string; at: string }
): SessionMessage {
  return {
    id,
    role: 'system',
    notice,
    content: [{ type: 'text', text }],
    createdAt: at,
    isStreaming: false
  }
}
