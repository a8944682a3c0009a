/**
 * Says outside the windows that somebody is waited for, and that work goes on: the number on the app's icon (on
 * Windows a dot), the bar in the taskbar, a nudge. Started by startDesktop.ts.
 */
import { app, nativeImage } from 'electron'
import type { BrowserWindow } from 'electron'
import { isSamePage, sessionPath } from '../../../shared/address.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import type { ActivityChange } from '../context/activity.ts'
import type { Desktop } from '../context/desktop.ts'
import { overlayBadge } from './overlayBadge.ts'
import { progressOf } from './taskbarProgress.ts'

/** Electron's sign for a bar that shows no amount. */
const INDETERMINATE = 2
const NO_BAR = -1

export interface WaitingOptions {
  readonly platform: NodeJS.Platform
  /** Path of the dot that Windows shows; the one for finer screens lies beside it. */
  readonly dot: string
  readonly language: () => LanguageCode
}

export interface WaitingSigns {
  /** Gives a window its signs as soon as it is there, and others when it shows another session. */
  watch(window: BrowserWindow): void
  /** Takes everything back. */
  stop(): void
}

export function showWaiting({ activity, windows }: Desktop, options: WaitingOptions): WaitingSigns {
  const { platform, dot, language } = options
  const drawOverlay = overlayBadge({ platform, picture: () => nativeImage.createFromPath(dot), language })
  const ofWindow = (window: BrowserWindow) => {
    const path = windows.pathOf(window)
    return activity.running.filter(({ session }) =>
      isSamePage(path, sessionPath(session.projectId, session.id))
    )
  }
  let counted: number | null = null
  /** What each window has: a page that is scrolled changes its address all the time. */
  const drawn = new WeakMap<BrowserWindow, string>()
  const draw = (window: BrowserWindow, waiting: number): void => {
    const progress = progressOf(ofWindow(window))
    const sign = `${progress} ${waiting}`
    if (drawn.get(window) === sign) return
    drawn.set(window, sign)
    drawOverlay(window, waiting)
    if (progress === 'none') window.setProgressBar(NO_BAR)
    else window.setProgressBar(INDETERMINATE, { mode: progress === 'waits' ? 'paused' : 'indeterminate' })
  }
  const show = (): void => {
    const waiting = activity.waiting.length
    if (waiting !== counted) app.setBadgeCount(waiting)
    counted = waiting
    for (const window of windows.all) draw(window, waiting)
  }
  const nudge = ({ before, now }: ActivityChange): void => {
    if (now === null || now.openPermissions <= (before?.openPermissions ?? 0)) return
    const window = windows.showing(sessionPath(now.session.projectId, now.session.id)) ?? windows.front
    if (window === null || window.isFocused()) return
    if (platform === 'darwin') app.dock?.bounce('informational')
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
  return {
    watch: (window) => {
      window.webContents.on('did-navigate', show)
      window.webContents.on('did-navigate-in-page', show)
      // Before it is shown it has no place in the taskbar.
      window.once('show', () => {
        drawn.delete(window)
        show()
      })
    },
    stop: () => {
      stop()
      app.setBadgeCount(0)
      for (const window of windows.all) drawOverlay(window, 0)
    }
  }
}
