/**
 * Tells the server that a person looks at a session: the one on screen, while the page is visible. The server owns the
 * fact, and tells all windows. Started by `connectNotices`.
 */
import type { SessionSummary } from '../../shared/session.ts'
import { readConnection } from './connectionStore.ts'
import { useProjectStore } from './projectStore.ts'
import type { SessionStore } from './sessionActions.ts'
import { useSessionStore } from './sessionStore.ts'

/** The session a person can see in this window, null while the window is hidden. */
export function sessionInView(): string | null {
  return document.visibilityState === 'visible' ? useSessionStore.getState().currentSessionId : null
}

function isLoaded({ currentSession }: SessionStore): boolean {
  return currentSession?.status === 'created' && currentSession.loadingState === 'idle'
}

/** A session as a list has just told it: when it is in view and marked, it is not any more. */
function look({ id, projectId, unseen }: SessionSummary): void {
  if (unseen !== undefined && id === sessionInView()) see(projectId, id)
}

function see(projectId: string, sessionId: string): void {
  // Who cannot be told now is told when the list comes again.
  readConnection()
    .http.seeSession(projectId, sessionId)
    .catch(() => undefined)
}

/** Looks whenever another session comes into view, the window does, or the list. Returns the way out. */
export function seeOnScreen(): () => void {
  function lookNow(): void {
    const inView = sessionInView()
    const listed = useProjectStore.getState().sessions.find(({ id }) => id === inView)
    if (listed) look(listed)
  }
  /** One that was opened and stands on no page of the list that is loaded: nobody knows whether it is marked. */
  function lookAtUnlisted(): void {
    const { currentSession: session } = useSessionStore.getState()
    if (session === null || session.projectId === null || session.isFirstMessage) return
    if (useProjectStore.getState().sessions.some(({ id }) => id === session.id)) return
    if (sessionInView() === session.id) see(session.projectId, session.id)
  }
  document.addEventListener('visibilitychange', lookNow)
  const stopOpened = useSessionStore.subscribe((now, before) => {
    if (now.currentSessionId !== before.currentSessionId) lookNow()
    if (isLoaded(now) && !(isLoaded(before) && now.currentSessionId === before.currentSessionId))
      lookAtUnlisted()
  })
  const stopListed = useProjectStore.subscribe((now, before) => {
    if (now.sessions !== before.sessions) lookNow()
  })
  return () => {
    document.removeEventListener('visibilitychange', lookNow)
    stopOpened()
    stopListed()
  }
}
