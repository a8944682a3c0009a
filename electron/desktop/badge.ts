/**
 * Says outside the windows that somebody is waited for, and that work goes on: the number on the app's icon, the
 * bar in the taskbar, a nudge. Started by main.ts.
 */
import { app } from 'electron'
import type { BrowserWindow } from 'electron'
import { isSamePage, sessionPath } from '../../shared/windowPath.ts'
import type { ActivityChange } from './activity.ts'
import type { Desktop } from './desktop.ts'
import { progressOf } from './taskbarProgress.ts'

/** Electron's sign for a bar that shows no amount. */
const INDETERMINATE = 2
const NO_BAR = -1

/** Returns the way out, which takes everything back. */
export function showWaiting({ activity, windows }: Desktop): () => void {
  const ofWindow = (window: BrowserWindow) => {
    const path = windows.pathOf(window)
    return activity.running.filter(({ session }) =>
      isSamePage(path, sessionPath(session.projectId, session.id))
    )
  }
  const show = (): void => {
    app.setBadgeCount(activity.waiting.length)
    for (const window of windows.all) {
      const progress = progressOf(ofWindow(window))
      if (progress === 'none') window.setProgressBar(NO_BAR)
      else window.setProgressBar(INDETERMINATE, { mode: progress === 'waits' ? 'paused' : 'indeterminate' })
    }
  }
  const nudge = ({ before, now }: ActivityChange): void => {
    if (now === null || now.openPermissions <= (before?.openPermissions ?? 0)) return
    const window = windows.showing(sessionPath(now.session.projectId, now.session.id)) ?? windows.front
    if (window === null || window.isFocused()) return
    if (process.platform === 'darwin') app.dock?.bounce('informational')
    else {
      window.flashFrame(true)
      window.once('focus', () => window.flashFrame(false))
    }
  }
  const stop = activity.onChange((change) => {
    show()
    nudge(change)
  })
  show()
  return () => {
    stop()
    app.setBadgeCount(0)
  }
}
