/** Brings a session on screen: the store loads it, and an id that nobody knows is a session not created yet. */
import { useSessionStore } from '../stores/sessionStore.ts'

/** Never rejects: what went wrong is the session's state. */
export async function openSession(projectId: string, sessionId: string): Promise<void> {
  const { loadSession, initializeSession } = useSessionStore.getState()
  const outcome = await loadSession(sessionId, { projectId })
  if (outcome === 'not-found') initializeSession(sessionId, { projectId })
}

/** The session of this address, before there is a page to open it; nothing for any other address. */
export async function openAddressed(pathname: string): Promise<void> {
  const found = /^\/projects\/([^/]+)\/chat\/([^/]+)$/u.exec(pathname)
  if (found !== null) await openSession(found[1] ?? '', found[2] ?? '')
}
