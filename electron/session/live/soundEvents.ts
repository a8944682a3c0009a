/** Keeps malformed events from replicas: each is a bug of an adapter, told in the log and left out. */
import { SessionEvent } from '../../../shared/events.ts'
import type { SessionId } from '../../../shared/ids.ts'
import type { Log } from '../../log.ts'

export function soundEvents(
  candidates: readonly SessionEvent[],
  { log, session }: { log: Log; session: SessionId }
): SessionEvent[] {
  return candidates.filter((event) => {
    const parsed = SessionEvent.safeParse(event)
    if (!parsed.success) {
      log.error({ session, type: event.type, issues: parsed.error.issues }, 'malformed event')
    }
    return parsed.success
  })
}
