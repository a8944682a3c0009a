/**
 * When a change of a session is worth telling a person who looks elsewhere, and whether it is told. Pure; the
 * page asks it in a browser, the desktop app in its main process.
 */
import { unreachable } from './errors.ts'
import type { QuietHours, Settings } from './settings.ts'
import type { SessionSummary, TurnOutcome } from './session.ts'
import type { AttentionReason } from './attentionReason.ts'

/** A session as `session_changed` tells it, as far as being told depends on it. */
export interface Watched {
  readonly session: SessionSummary
  /** Requests that wait for a person. */
  readonly openPermissions: number
  /** How its last turn ended; absent when none has. */
  readonly outcome?: TurnOutcome | undefined
}

/** What became true between two states of one session; null when it is nothing to tell. */
export function attentionReason(before: Watched | null, after: Watched): AttentionReason | null {
  if (after.openPermissions > (before?.openPermissions ?? 0)) return 'waiting'
  if (before?.session.state !== 'running' || after.session.state !== 'idle') return null
  if (after.outcome === 'failed') return 'failed'
  // An interrupted turn was stopped by the person: they know.
  return after.outcome === 'interrupted' ? null : 'finished'
}

/** Whether the person's settings ask to be told this; quiet hours are looked at elsewhere. */
export function wants(
  told: AttentionReason,
  chosen: Pick<Settings, 'notifyTurnEnd' | 'notifyFailed' | 'notifyWaiting'>
): boolean {
  switch (told) {
    case 'finished':
      return chosen.notifyTurnEnd
    case 'failed':
      return chosen.notifyFailed
    case 'waiting':
      return chosen.notifyWaiting
    default:
      return unreachable(told)
  }
}

/** By the clock on the wall, so that a change to summer time moves nothing. The end is not quiet any more. */
export function isQuiet(hours: QuietHours | null, now: Date): boolean {
  if (hours === null) return false
  const minutes = now.getHours() * 60 + now.getMinutes()
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)]
  return from <= to ? minutes >= from && minutes < to : minutes >= from || minutes < to
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
