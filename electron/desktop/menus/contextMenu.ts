/**
 * The menu of a right click in a window. What the page shows itself (the menu of a session) it has prevented,
 * and then Chromium asks for none here. Called by startDesktop.ts for every window.
 */
import { type BrowserWindow, clipboard, Menu, shell } from 'electron'
import { messageOf } from '../../../shared/errors.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import type { Log } from '../../log.ts'
import { contextMenuItems } from './contextMenuItems.ts'

export interface ContextMenus {
  readonly language: () => LanguageCode
  readonly platform: NodeJS.Platform
  readonly log: Log
}

export function offerContextMenu(window: BrowserWindow, { language, platform, log }: ContextMenus): void {
  const { webContents } = window
  webContents.on('context-menu', (_event, clicked) => {
    const items = contextMenuItems({
      clicked,
      words: wordsIn(language()).desktop.menu,
      platform,
      acts: {
        openOutside: (url) => {
          void shell.openExternal(url).catch((error: unknown) => {
            // The address is not logged: it may hold what a person wrote.
            log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a link could not be opened')
          })
        },
        copyText: (text) => {
          void clipboard.writeText(text).catch((error: unknown) => {
            log.warn({ error: messageOf(error) }, 'the clipboard could not be written')
          })
        },
        copyImage: () => webContents.copyImageAt(clicked.x, clicked.y),
        correct: (word) => webContents.replaceMisspelling(word),
        lookUp: () => webContents.showDefinitionForSelection()
      }
    })
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window })
  })
}
