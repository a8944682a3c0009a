/** The menu bar: built anew when language or projects change, enabled as the page in front offers. Made by startDesktop.ts. */
import { type App, type BrowserWindow, Menu } from 'electron'
import { projectPath } from '../../../shared/address.ts'
import { messageOf } from '../../../shared/errors.ts'
import { type ActionId, actionIds } from '../../../shared/keymap.ts'
import { ipcChannel } from '../../../shared/preloadApi.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import type { Desktop } from '../context/desktop.ts'
import { isEnabled, menuTemplate, pageOf } from './menu.ts'
import { packagedItems } from './packagedItems.ts'
import { MOST_RECENT } from '../opening/recents.ts'

export interface MenuBar {
  /** Every window is watched: the bar follows the one in front. */
  readonly watch: (window: BrowserWindow) => void
  /** A page says what can be done on it now. */
  readonly offered: (window: BrowserWindow, actions: readonly ActionId[]) => void
}

export interface MenuBarOptions {
  readonly app: App
  readonly language: () => LanguageCode
  readonly platform: NodeJS.Platform
}

export function startMenuBar(desktop: Desktop, { app, language, platform }: MenuBarOptions): MenuBar {
  const { windows, openWindow, show, log } = desktop
  const offers = new WeakMap<BrowserWindow, ReadonlySet<ActionId>>()

  const enable = (): void => {
    const { front } = windows
    const offered = front === null ? null : (offers.get(front) ?? new Set<ActionId>())
    const menu = Menu.getApplicationMenu()
    for (const id of [...actionIds, 'duplicate-window', 'move-session']) {
      const item = menu?.getMenuItemById(id)
      if (item) item.enabled = isEnabled(id, offered)
    }
  }
  const build = (): void => {
    const template = menuTemplate({
      platform,
      words: wordsIn(language()).desktop.menu,
      recent: recentProjects(desktop),
      choose: (action) => {
        const page = pageOf(action)
        if (windows.front !== null) windows.front.webContents.send(ipcChannel.menu, action)
        else if (page !== null) openWindow(page)
      },
      chooseWindow: (act) => {
        const { front } = windows
        if (front === null || act === 'new-window') return openWindow('/')
        openWindow(windows.pathOf(front))
        if (act === 'move-session') front.webContents.send(ipcChannel.go, '/')
      },
      openProject: (id) => show(projectPath(id)),
      packaged: packagedItems({ app, platform, resources: process.resourcesPath, log }, language())
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
    enable()
  }

  build()
  desktop.server.onNotice((notice) => {
    if (notice.type === 'projects_changed' || notice.type === 'settings_changed') build()
  })
  return {
    watch: (window) => {
      window.on('focus', enable)
      // It is still in the list while it tells that it has closed.
      window.once('closed', () => setImmediate(enable))
    },
    offered: (window, actions) => {
      offers.set(window, new Set(actions))
      enable()
    }
  }
}

function recentProjects({ server, log }: Desktop) {
  try {
    return server.catalog.projects.list().slice(0, MOST_RECENT)
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'the projects could not be read for the menu')
    return []
  }
}
