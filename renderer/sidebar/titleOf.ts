/** What a session is called: its title, else its first prompt, else that it is new. Pure. */
import type { SessionSummary } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'

export function titleOf(session: Pick<SessionSummary, 'title' | 'metadata'>): string {
  return session.title ?? session.metadata.firstMessagePreview ?? strings.shell.untitled
}
