/** When a change of a session is worth telling a person who looks elsewhere. Pure. */
import type { SessionSummary } from '../../shared/session.ts'

export interface Watched {
  readonly session: SessionSummary
  readonly openPermissions: number
}

export type Told = 'waiting' | 'turn-end'

/** What became true between two states of one session; null when it is nothing to tell. */
export function noticeOf(before: Watched | null, after: Watched): Told | null {
  if (after.openPermissions > (before?.openPermissions ?? 0)) return 'waiting'
  const ran = before !== null && before.session.state !== 'idle'
  // An interrupted turn was stopped by the person: they know.
  if (ran && before.session.state === 'running' && after.session.state === 'idle') return 'turn-end'
  return null
}
