/**
 * Windows has no number on an app's icon: a dot lies over it in the taskbar while a session waits, and says to who
 * cannot see it how many do. Drawn by badge.ts.
 */
import type { BrowserWindow, NativeImage } from 'electron'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'

export interface OverlayBadgeOptions {
  readonly platform: NodeJS.Platform
  /** Reads the dot; asked where it is used, once. */
  readonly picture: () => NativeImage
  readonly language: () => LanguageCode
}

type Taskbar = Pick<BrowserWindow, 'setOverlayIcon'>

/** Returns what draws the dot for a window, or takes it away when nothing waits. */
export function overlayBadge(options: OverlayBadgeOptions): (window: Taskbar, waiting: number) => void {
  const { platform, picture, language } = options
  if (platform !== 'win32') return () => undefined
  const dot = picture()
  return (window, waiting) => {
    const says = waiting > 0 ? wordsIn(language()).desktop.tray.tip(waiting, 0) : ''
    window.setOverlayIcon(waiting > 0 ? dot : null, says)
  }
}
