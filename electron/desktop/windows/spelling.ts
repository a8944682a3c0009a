/**
 * Spelling is checked where the system itself does it, on macOS. Elsewhere Electron fetches dictionaries from a server
 * of Google's as soon as a window opens, and nothing leaves the machine here that nobody has asked for. Called by
 * startDesktop.ts before the first window.
 */
import type { Session } from 'electron'

type Spelling = Pick<Session, 'setSpellCheckerEnabled' | 'setSpellCheckerDictionaryDownloadURL'>

/** @param own address of our page's server */
export function chooseSpelling(session: Spelling, platform: NodeJS.Platform, own: string): void {
  if (platform === 'darwin') return
  session.setSpellCheckerEnabled(false)
  // Whatever asks for one all the same asks us, and we have none.
  session.setSpellCheckerDictionaryDownloadURL(new URL('/no-dictionaries/', own).href)
}
