/** What every part of the desktop app is given by startDesktop.ts. Nothing but types. */
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { DesktopPort } from '../../server/desktopPort.ts'
import type { Activity } from './activity.ts'
import type { Windows } from '../windows/windows.ts'

export interface Desktop {
  readonly server: DesktopPort
  readonly activity: Activity
  readonly windows: Windows
  /**
   * Brings a page of the app (`shared/address.ts`) to the person: the window that shows it, else the one in
   * front goes there, else a new window opens on it.
   */
  readonly show: (path: string) => void
  /** A new window on this page. */
  readonly openWindow: (path: string) => void
  readonly log: Log
  readonly clock: Clock
}
