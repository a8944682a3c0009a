/**
 * Tells a person who looks elsewhere what became of their sessions, as the system tells it; what waits can be answered
 * there, where the system shows buttons. Called by startDesktop.ts.
 */
import { app, Notification } from 'electron'
import type { BrowserWindow } from 'electron'
import { isQuiet, attentionReason, wants } from '../../../shared/attention.ts'
import type { AttentionReason } from '../../../shared/attentionReason.ts'
import { messageOf } from '../../../shared/errors.ts'
import type { SessionId } from '../../../shared/ids.ts'
import type { SessionSummary } from '../../../shared/session.ts'
import { isSamePage, sessionPath } from '../../../shared/address.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import { chosenSettings } from '../context/chosenSettings.ts'
import type { Desktop } from '../context/desktop.ts'
import { plainLine, quickAnswer } from './quickAnswer.ts'
import type { QuickAnswer } from './quickAnswer.ts'
import { languageOf } from '../context/languageOf.ts'

/** Of a session, above what is asked. */
const LONGEST_TITLE = 60

interface Shown {
  /** Held, for a notification that is collected as garbage is not clicked. */
  readonly notification: Notification
  readonly told: AttentionReason
  readonly path: string
}

/** Returns the way out, which withdraws what is shown. */
export function startAttention(desktop: Desktop): () => void {
  const { activity, windows, show, server, clock, log } = desktop
  /** One for each session. */
  const shown = new Map<SessionId, Shown>()
  const settings = chosenSettings(desktop)

  const withdraw = (id: SessionId): void => {
    shown.get(id)?.notification.close()
    shown.delete(id)
  }

  const tell = (told: AttentionReason, session: SessionSummary, quick: QuickAnswer | null): void => {
    withdraw(session.id)
    if (!Notification.isSupported()) return
    const words = wordsIn(languageOf(settings().language, app.getLocale())).desktop.telling
    const named = session.title ?? session.metadata.firstMessagePreview ?? ''
    // Short, so that it pushes nothing out of sight; a name of nothing that is seen is none.
    const title = plainLine(named, LONGEST_TITLE) || words.untitled
    const notification = new Notification({
      title: told === 'waiting' && session.heldBy ? words.waitsElsewhere : words.told[told],
      body: quick === null ? title : `${title}\n${quick.body}`,
      actions: (quick?.answers ?? []).map((answer) => ({ type: 'button', text: words.answers[answer] }))
    })
    const path = sessionPath(session.projectId, session.id)
    notification.on('click', () => show(path))
    notification.on('action', ({ actionIndex }) => {
      const answer = quick?.answers[actionIndex]
      if (quick && answer) void answerRequest(session, quick.requestId, answer) // never rejects
    })
    notification.on('failed', (_event, error) => log.warn({ error }, 'the system showed no notification'))
    shown.set(session.id, { notification, told, path })
    notification.show()
  }

  /** Once, for this request only, and nothing is remembered. Whoever answers too late is led to the session. */
  const answerRequest = async (
    { id, projectId }: SessionSummary,
    requestId: string,
    behavior: 'allow' | 'deny'
  ): Promise<void> => {
    try {
      const host = await server.catalog.open(id)
      const command = { type: 'answer_permission', id: crypto.randomUUID(), requestId } as const
      const ack = await host.handle({ ...command, answer: { behavior } })
      if (ack.ok) return
      log.warn({ session: id, error: ack.error.message }, 'an answer came too late')
    } catch (error) {
      log.warn({ session: id, error: messageOf(error) }, 'an answer could not be given')
    }
    show(sessionPath(projectId, id))
  }

  /** What is asked, as far as a notification can say it; null when that cannot be found out. */
  const asked = async (id: SessionId): Promise<QuickAnswer | null> => {
    try {
      return quickAnswer((await server.catalog.open(id)).state.permissions)
    } catch (error) {
      log.warn({ session: id, error: messageOf(error) }, 'what is asked is not known')
      return null
    }
  }

  const stillWaits = (id: SessionId): boolean => activity.waiting.some(({ session }) => session.id === id)

  const stopHearing = activity.onChange(({ before, now }) => {
    const id = (now ?? before)?.session.id
    if (id !== undefined && shown.get(id)?.told === 'waiting') {
      // Answered, or another question by now: what is shown is not true any more.
      if (now?.openPermissions !== before?.openPermissions) withdraw(id)
    }
    if (now === null) return
    const told = attentionReason(before, now)
    if (told === null || !wants(told, settings()) || isQuiet(settings().quietHours, clock.now())) return
    const path = sessionPath(now.session.projectId, now.session.id)
    if (windows.all.some((window) => window.isFocused() && isSamePage(windows.pathOf(window), path))) return
    if (told !== 'waiting') return tell(told, now.session, null)
    void asked(now.session.id).then((quick) => {
      if (stillWaits(now.session.id)) tell(told, now.session, quick)
    })
  })

  /** Who looks at the session needs no notification of it. */
  const seen = (_event: unknown, window: BrowserWindow): void => {
    const path = windows.pathOf(window)
    for (const [id, one] of shown) if (isSamePage(path, one.path)) withdraw(id)
  }
  app.on('browser-window-focus', seen)

  return () => {
    stopHearing()
    app.off('browser-window-focus', seen)
    for (const id of shown.keys()) withdraw(id)
  }
}
