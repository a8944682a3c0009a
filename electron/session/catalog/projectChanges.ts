/** What a change of a project means for its sessions. Called by `SessionCatalog`. */
import { rm } from 'node:fs/promises'
import type { ProjectId, SessionId } from '../../../shared/ids.ts'
import type { Project } from '../../../shared/session.ts'
import type { Deletions } from './deletions.ts'
import { journalFile } from '../live/journal.ts'
import type { LiveSessions } from '../live/liveSessions.ts'
import type { Projects } from './projects.ts'
import type { StoreDoor } from '../live/storeDoor.ts'
import type { Unrecovered } from '../recovery/unrecovered.ts'

export interface ProjectParts {
  readonly projects: Projects
  readonly live: LiveSessions
  readonly deletions: Deletions
  readonly door: StoreDoor
  /** Folder of the journals. */
  readonly journals: string
  readonly unrecovered: Unrecovered
  /** The file of the commands that were carried out in a session. */
  readonly commandsOf: (sessionId: SessionId) => string
}

/**
 * Refuses with 404 `project_not_found`. Agents at rest start anew when what they may load has changed. Who takes back
 * the trust in a folder takes back what was allowed under it: `npm test` runs what the folder says.
 */
export async function changeProject(
  { projects, live, door }: ProjectParts,
  projectId: ProjectId,
  changes: { name?: string; trusted?: boolean }
): Promise<Project> {
  const before = projects.get(projectId)
  const project = projects.change(projectId, changes)
  if (project.trusted !== before.trusted) {
    if (!project.trusted) door.use((store) => store.rules.removeAll(projectId))
    const affected = live
      .all()
      .filter(({ host }) => host.isAtRest && host.state.session.projectId === projectId)
    await Promise.all(affected.map(({ host }) => live.unload(host.state.session.id, 'closing')))
  }
  return project
}

/** Forgets a project, its sessions' rows and what they had queued; transcripts and the folder stay. */
export async function removeProject(parts: ProjectParts, projectId: ProjectId): Promise<void> {
  const { projects, live, deletions, door, journals, unrecovered, commandsOf } = parts
  projects.get(projectId)
  // A deletion outlasts the project: nobody could finish it later.
  await deletions.purgeAll(projectId)
  const sessionIds = door.use((store) => store.sessions.idsOf(projectId))
  const unload = (): Promise<unknown> => Promise.all(sessionIds.map((id) => live.unload(id, 'removed')))
  await unload()
  projects.remove(projectId)
  await unload() // One that a window opened again in between has no row to live on.
  // Left behind, either would bring the project back at the next start.
  for (const id of sessionIds) {
    await rm(journalFile(journals, id), { force: true })
    unrecovered.over(journalFile(journals, id))
    await rm(commandsOf(id), { force: true })
  }
}
