/** Brings a session on screen: the store loads it, and an id that nobody knows is a session not created yet. */
import { addressed } from '../../shared/address.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { useSessionStore } from '../stores/sessionStore.ts'

/** Never rejects: what went wrong is the session's state. */
export async function openSession(projectId: string, sessionId: string): Promise<void> {
  const { loadSession, initializeSession } = useSessionStore.getState()
  const outcome = await loadSession(sessionId, { projectId })
  if (outcome === 'not-found') initializeSession(sessionId, { projectId })
}

/** The session of this address and what stands beside it, before there is a page to open them; nothing for any other. */
export async function openAddressed(pathname: string): Promise<void> {
  const { projectId, sessionId } = addressed(pathname)
  if (projectId === null || sessionId === null) return
  await Promise.all([openSession(projectId, sessionId), openProject(projectId)])
}

/** Shows a project's sessions, and asks what the project is where nobody has. Never rejects. */
export async function openProject(projectId: string): Promise<void> {
  const store = useProjectStore.getState()
  const asked = store.projectsState.phase === 'idle' ? store.loadProjects() : undefined
  await Promise.all([store.openProject(projectId), asked])
}
