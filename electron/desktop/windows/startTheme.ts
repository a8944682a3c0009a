/**
 * What the system draws for Skein (frames of windows, menus, dialogs) in the theme that was chosen, like the pages.
 * Called by startDesktop.ts before the first window.
 */
import type { NativeTheme } from 'electron'
import { backgroundOf, schemeOf } from './background.ts'
import type { DesktopPort } from '../../server/desktopPort.ts'
import type { Windows } from './windows.ts'

interface Themed {
  readonly server: DesktopPort
  readonly windows: Windows
}

/** Returns the colour a new window begins with. */
export function startTheme({ server, windows }: Themed, nativeTheme: NativeTheme): () => string {
  const background = (): string => backgroundOf(server.pageSettings().theme, nativeTheme.shouldUseDarkColors)
  // Seen at the edge that is pulled, until the page has drawn there.
  const paint = (): void => {
    for (const window of windows.all) window.setBackgroundColor(background())
  }
  const follow = (): void => {
    nativeTheme.themeSource = schemeOf(server.pageSettings().theme) ?? 'system'
    paint()
  }
  follow()
  nativeTheme.on('updated', paint) // the system went dark
  server.onNotice((notice) => {
    if (notice.type === 'settings_changed') follow()
  })
  return background
}
