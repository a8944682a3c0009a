/** Whether the machine has to stay awake for what runs. Pure. */
import type { Settings } from '../../../shared/settings.ts'
import type { ActiveSession } from '../context/activity.ts'

export interface Power {
  readonly running: readonly Pick<ActiveSession, 'openPermissions'>[]
  readonly choice: Settings['keepAwake']
  readonly onBattery: boolean
}

/** A turn that waits for a person gets no further while they are away. */
export function staysAwake({ running, choice, onBattery }: Power): boolean {
  if (choice === 'never' || (choice === 'plugged' && onBattery)) return false
  return running.some(({ openPermissions }) => openPermissions === 0)
}
