/** Tells a person who looks elsewhere what became of their sessions, as the system tells it. Called by main.ts. */
import { app, Notification } from 'electron'
import { isQuiet, noticeOf, wants } from '../../shared/attention.ts'
import type { Told } from '../../shared/attention.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { SessionSummary } from '../../shared/session.ts'
import { isSamePage, sessionPath } from '../../shared/windowPath.ts'
import { chosenSettings } from './chosenSettings.ts'
import type { Desktop } from './desktop.ts'
import { languageOf } from './words/language.ts'
import { wordsForTelling } from './words/telling.ts'

export function startAttention(desktop: Desktop): void {
  const { activity, windows, show, clock } = desktop
  /** Held, for a notification that is collected as garbage is not clicked; one for each session. */
  const shown = new Map<SessionId, Notification>()

  const settings = chosenSettings(desktop)

  const tell = (told: Told, session: SessionSummary): void => {
    shown.get(session.id)?.close()
    if (!Notification.isSupported()) return
    const words = wordsForTelling[languageOf(settings().language, app.getLocale())]
    const body = session.title ?? session.metadata.firstMessagePreview ?? words.untitled
    const notification = new Notification({ title: words.told[told], body })
    const path = sessionPath(session.projectId, session.id)
    notification.on('click', () => show(path))
    shown.set(session.id, notification)
    notification.show()
  }

  activity.onChange(({ before, now }) => {
    if (now === null) return
    const told = noticeOf(before, now)
    if (told === null || !wants(told, settings()) || isQuiet(settings().quietHours, clock.now())) return
    const path = sessionPath(now.session.projectId, now.session.id)
    const isSeen = windows.all.some(
      (window) => window.isFocused() && isSamePage(windows.pathOf(window), path)
    )
    if (!isSeen) tell(told, now.session)
  })
}
