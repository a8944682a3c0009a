/** Loads older pages of the session on screen until a message is here. For jumps to what is not loaded. */
import type { SessionData } from './sessionData.ts'
import { useSessionStore } from './sessionStore.ts'

/**
 * `absent`: the session has no such message. `stopped`: by the signal, or another session is on screen.
 * `failed`: a page could not be loaded; the session's `error` says why.
 */
export type LoadedUntil = 'here' | 'absent' | 'stopped' | 'failed'

/** As many as the server gives at once. */
const PAGE = 200

/** Never rejects. */
export async function loadUntil(messageId: string, signal: AbortSignal): Promise<LoadedUntil> {
  const { currentSession, loadOlderMessages } = useSessionStore.getState()
  const visit = currentSession?.visit
  for (;;) {
    const session = useSessionStore.getState().currentSession
    if (signal.aborted || session?.visit !== visit || !session) return 'stopped'
    if (isHere(session, messageId)) return 'here'
    if (session.before === null) return 'absent'
    if (session.loadingState === 'idle') {
      await loadOlderMessages(PAGE)
      const after = useSessionStore.getState().currentSession
      if (after?.before === session.before && after.loadingState === 'idle') return 'failed'
    } else {
      await nextChange() // a page is under way already
    }
  }
}

function isHere({ settled, open }: SessionData, messageId: string): boolean {
  return open.some(({ id }) => id === messageId) || settled.some(({ id }) => id === messageId)
}

function nextChange(): Promise<void> {
  return new Promise((resolve) => {
    const stop = useSessionStore.subscribe(() => {
      stop()
      resolve()
    })
  })
}
