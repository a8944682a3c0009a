/** Goes on here with a session that another process has. Called by the steering routes. */
import type { ProjectId, SessionId } from '../../../shared/ids.ts'
import type { TakeOver } from '../../../shared/steering.ts'
import { Refusal } from '../../refusal.ts'
import type { SessionCatalog } from '../catalog/catalog.ts'
import { forkSession } from './fork.ts'

/**
 * The session to go on in: the same one once its process has ended, or a copy of everything so far. Refuses with 409
 * `still_held` when the process does not end, 409 `nothing_to_copy` while nothing has been said, and as `forkSession`.
 */
export async function takeOver(
  catalog: SessionCatalog,
  projectId: ProjectId,
  sessionId: SessionId,
  { how }: TakeOver
): Promise<SessionId> {
  const located = catalog.locate(projectId, sessionId)
  if (how === 'end') {
    if (await catalog.endHolder(located)) return sessionId
    throw new Refusal(409, 'still_held')
  }
  const { messages } = await located.past.page({ limit: 50 })
  // A notice of ours stands in no transcript of an agent: the copy ends with what does.
  const last = messages.findLast(
    ({ role, parentToolUseId }) => role !== 'system' && parentToolUseId === undefined
  )
  if (last === undefined) throw new Refusal(409, 'nothing_to_copy')
  return (await forkSession(catalog, projectId, sessionId, last.id)).id
}
