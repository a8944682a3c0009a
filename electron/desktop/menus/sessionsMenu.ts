/** The menu of the tray and of the dock: the sessions that wait or run, and what one does without a window. Pure. */
import type { MenuItemConstructorOptions } from 'electron'
import { shortLine } from '../../../shared/cutText.ts'
import { sessionPath } from '../../../shared/address.ts'
import type { DesktopWords } from '../../../shared/words/en/desktop/index.ts'
import type { ActiveSession } from '../context/activity.ts'

/** Of each kind; a menu of the tray is not scrolled. */
const MOST = 8
const LONGEST_TITLE = 48

export interface SessionsMenu {
  /** Newest first. */
  readonly waiting: readonly ActiveSession[]
  /** Those that wait are among them. */
  readonly running: readonly ActiveSession[]
  readonly words: DesktopWords['tray']
  /** Brings a page to the person. */
  readonly show: (path: string) => void
  readonly openApp: () => void
  readonly newSession: () => void
  /** Null where the system adds it, as the dock does. */
  readonly quit: (() => void) | null
}

type Item = MenuItemConstructorOptions

const line: Item = { type: 'separator' }

export function sessionsMenu(options: SessionsMenu): Item[] {
  const { waiting, words, openApp, newSession, quit } = options
  const atWork = working(options)
  const none = waiting.length === 0 && atWork.length === 0
  return [
    ...(none ? [{ label: words.nothing, enabled: false }] : []),
    ...group(words.waiting, waiting, options),
    ...group(words.running, atWork, options),
    line,
    { id: 'tray:new-session', label: words.newSession, click: newSession },
    { id: 'tray:open', label: words.open, click: openApp },
    ...(quit === null ? [] : [line, { id: 'tray:quit', label: words.quit, click: quit }])
  ]
}

/** Sessions at work that wait for nobody. */
export function working({
  waiting,
  running
}: Pick<SessionsMenu, 'waiting' | 'running'>): readonly ActiveSession[] {
  return running.filter((one) => !waiting.includes(one))
}

function group(
  title: string,
  sessions: readonly ActiveSession[],
  { words, show, openApp }: SessionsMenu
): Item[] {
  if (sessions.length === 0) return []
  const rest = sessions.length - MOST
  return [
    { label: title, enabled: false },
    ...sessions.slice(0, MOST).map(({ session }) => ({
      id: `tray:${session.id}`,
      label: label(session.title ?? session.metadata.firstMessagePreview ?? words.untitled),
      click: () => show(sessionPath(session.projectId, session.id))
    })),
    ...(rest > 0 ? [{ label: words.more(rest), click: openApp }] : [])
  ]
}

/** One line, not too long, and nothing in it underlined: an ampersand would do that to the letter after it. */
function label(title: string): string {
  const plain = title.replaceAll(/\s+/gu, ' ').trim()
  return shortLine(plain, LONGEST_TITLE).replaceAll('&', '&&')
}
