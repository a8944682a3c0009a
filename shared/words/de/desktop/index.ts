import type { DesktopWords } from '../../en/desktop/index.ts'
import { crashes } from './crashes.ts'
import { dialogs } from './dialogs.ts'
import { menu } from './menu.ts'
import { opening } from './opening.ts'
import { packaged } from './packaged.ts'
import { quitting } from './quitting.ts'
import { telling } from './telling.ts'
import { tray } from './tray.ts'

export const desktop: DesktopWords = {
  crashes,
  dialogs,
  menu,
  opening,
  packaged,
  quitting,
  telling,
  tray
}
