/** Takes a session back to where it was, or to another branch of it. Called by the steering routes. */
import { Refusal } from '../../shared/errors.ts'
import type { ProjectId, SessionId } from '../../shared/ids.ts'
import type { Branches, History, Rewind } from '../../shared/steering.ts'
import { writeBranchChoice } from '../transcript/branchChoice.ts'
import { listBranches } from '../transcript/branches.ts'
import type { SessionCatalog } from './catalog.ts'
import { chooseBranch } from './chooseBranch.ts'
import type { SessionHost } from './host.ts'

const firstPage = 50
/** How often it is looked at anew when the session changes while its transcript is read. */
const attempts = 5

/**
 * The session goes on from there, in every window; nothing is removed. Answers with the newest messages of
 * the branch. Refuses as `Rewind` says.
 */
export async function rewindSession(
  catalog: SessionCatalog,
  projectId: ProjectId,
  sessionId: SessionId,
  to: Rewind
): Promise<History> {
  catalog.sessions.get(projectId, sessionId)
  const host = await catalog.open(sessionId)
  if (to.id !== undefined && (await host.hasRewound(to.id))) return host.newest(firstPage)
  const { agent, past } = catalog.locate(projectId, sessionId)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    refuseRunning(host)
    await past.flushed()
    const { seq } = host.cursor
    const branch = await chooseBranch(past, to)
    // An agent that keeps its own transcript cannot be made to forget how it began.
    if (agent.transcript === 'own' && branch.head !== null && branch.head.at === null)
      throw cannotForgetAll(agent.name)
    const page = await past.page({ limit: firstPage, branch })
    // Something was said while we read: what was found may not be the place any more.
    if (host.cursor.seq !== seq) continue
    catalog.sessions.get(projectId, sessionId)
    const done = to.id === undefined ? null : host.beginRewind(to.id)
    catalog.useStore((store) => store.sessions.setBranch(sessionId, writeBranchChoice(branch)))
    past.goOnFrom(branch)
    host.goOnFrom(page)
    done?.()
    return host.newest(firstPage)
  }
  throw running()
}

/** The prompts that have alternatives, in the order in which they were first sent. */
export async function branchesOf(
  catalog: SessionCatalog,
  projectId: ProjectId,
  sessionId: SessionId
): Promise<Branches['points']> {
  const { past } = catalog.locate(projectId, sessionId)
  await past.flushed()
  const file = await past.file()
  return file === null ? [] : listBranches(file)
}

function refuseRunning(host: SessionHost): void {
  if (host.state.session.state !== 'idle') throw running()
}

function cannotForgetAll(agent: string): Refusal {
  return new Refusal(
    409,
    'cannot_rewind',
    `${agent} cannot forget the first message of a session. Start a new session to write it anew.`
  )
}

function running(): Refusal {
  return new Refusal(409, 'turn_running', 'A turn is running. Stop it first, then go back.')
}
