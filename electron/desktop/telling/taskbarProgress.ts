/** What a window's bar in the taskbar says of the sessions it shows. Pure. */
import type { ActiveSession } from '../context/activity.ts'

export type TaskbarProgress = 'none' | 'works' | 'waits'

/** `running`: those of the window, as far as a turn is under way. */
export function progressOf(running: readonly Pick<ActiveSession, 'openPermissions'>[]): TaskbarProgress {
  if (running.length === 0) return 'none'
  return running.some(({ openPermissions }) => openPermissions > 0) ? 'waits' : 'works'
}
