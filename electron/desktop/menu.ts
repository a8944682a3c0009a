/** The menu bar: Electron's own roles, and what Skein adds to File. Built once by main.ts. */
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '../../shared/preloadApi.ts'

export interface MenuOptions {
  readonly platform: NodeJS.Platform
  /** Carries a choice to the page in front, or opens a window when there is none. */
  readonly choose: (command: MenuCommand) => void
  readonly newWindow: () => void
  /** Reload and developer tools: for builds that are not packaged. */
  readonly forDevelopers: boolean
}

export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { platform, choose, newWindow, forDevelopers } = options
  const isMac = platform === 'darwin'
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      {
        id: 'new-session',
        label: 'New Session',
        accelerator: 'CmdOrCtrl+N',
        click: () => choose('new-session')
      },
      { id: 'new-window', label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: () => newWindow() },
      { type: 'separator' },
      {
        id: 'open-folder',
        label: 'Open Folder…',
        accelerator: 'CmdOrCtrl+O',
        click: () => choose('open-folder')
      },
      { type: 'separator' },
      isMac ? { role: 'close' } : { role: 'quit' }
    ]
  }
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      ...(forDevelopers ? developerItems : []),
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' }
    ]
  }
  return [...(isMac ? [appMenu] : []), file, { role: 'editMenu' }, view, { role: 'windowMenu' }]
}

const appMenu: MenuItemConstructorOptions = { role: 'appMenu' }

const developerItems: readonly MenuItemConstructorOptions[] = [
  { role: 'reload' },
  { role: 'toggleDevTools' },
  { type: 'separator' }
]
