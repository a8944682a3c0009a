/** What menus, dialogs, notifications and the tray say: everything the system draws. */
import { crashes } from './crashes.ts'
import { dialogs } from './dialogs.ts'
import { menu } from './menu.ts'
import { opening } from './opening.ts'
import { packaged } from './packaged.ts'
import { quitting } from './quitting.ts'
import { telling } from './telling.ts'
import { tray } from './tray.ts'

export const desktop = {
  crashes,
  dialogs,
  menu,
  opening,
  packaged,
  quitting,
  telling,
  tray
}

/** What a language must say there. */
export type DesktopWords = typeof desktop
