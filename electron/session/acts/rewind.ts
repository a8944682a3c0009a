/** Takes a session back to where it was, or to another branch of it. Called by the steering routes. */
import type { ProjectId, SessionId } from '../../../shared/ids.ts'
import type { Page } from '../../../shared/page.ts'
import type { Branches, Rewind } from '../../../shared/steering.ts'
import { Refusal } from '../../refusal.ts'
import { writeBranchChoice } from '../../transcript/branch/branchChoice.ts'
import type { BranchChoice } from '../../transcript/branch/branchChoice.ts'
import { firstPromptAfter, listBranches } from '../../transcript/branch/branches.ts'
import type { SessionCatalog } from '../catalog/catalog.ts'
import { heldElsewhere } from '../decide/decideClient.ts'
import { chooseBranch } from './chooseBranch.ts'
import { refuseOnlyRead } from './refuseOnlyRead.ts'
import type { SessionHost } from '../live/host.ts'
import type { SessionPast } from '../past/past.ts'

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
): Promise<Page> {
  refuseOnlyRead(catalog.locate(projectId, sessionId).agent)
  const host = await catalog.open(sessionId)
  if (to.id !== undefined && (await host.hasRewound(to.id))) return host.newest(firstPage)
  const { agent, past } = catalog.locate(projectId, sessionId)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    refuseRunning(host)
    refuseHeld(host)
    await past.flushed()
    if (past.unsaved.length > 0) throw notSaved()
    const { seq } = host.cursor
    const branch = await chooseBranch(past, to)
    if (branch.conversation !== undefined && !past.mayGoOnIn(branch.conversation)) throw belongsToOther()
    // An agent that keeps its own transcript cannot be made to forget how it began.
    if (agent.transcripts !== null && branch.head !== null && branch.head.at === null)
      throw cannotForgetAll(agent.name)
    const page = await past.page({ limit: firstPage, branch })
    // Something was said while we read: what was found may not be the place any more.
    if (host.cursor.seq !== seq) continue
    catalog.sessions.get(projectId, sessionId)
    const done = to.id === undefined ? null : host.beginRewind(to.id)
    choose(catalog, { sessionId, past, branch })
    host.goOnFrom(page)
    done?.()
    return host.newest(firstPage)
  }
  throw running()
}

/** In all places that say where the session goes on, or in none: what is written next would go elsewhere than it is shown. */
function choose(
  catalog: SessionCatalog,
  { sessionId, past, branch }: { sessionId: SessionId; past: SessionPast; branch: BranchChoice }
): void {
  const before = { ...past.branch, conversation: past.conversation }
  past.goOnFrom(branch)
  try {
    catalog.useStore((store) => store.sessions.setBranch(sessionId, writeBranchChoice(past.branch)))
  } catch (error) {
    past.goOnFrom(before)
    throw error
  }
}

/** The prompts that have alternatives, in the order in which they were first sent. */
export async function branchesOf(
  catalog: SessionCatalog,
  projectId: ProjectId,
  sessionId: SessionId
): Promise<Branches['points']> {
  const { past } = catalog.locate(projectId, sessionId)
  await past.flushed()
  const points = await Promise.all((await past.files()).map((file) => listBranches(file, past.format)))
  return joined([...points.flat(), ...(await clearedPoints(past))])
}

/** Where a session went back before it was cleared: what it was cleared with, and what was sent in its place. */
async function clearedPoints(past: SessionPast): Promise<Branches['points']> {
  const points: Branches['points'] = []
  for (const { later, earlier, at } of await past.successions()) {
    const inPlace = await firstPromptAfter(earlier, at, past.format)
    const cleared = inPlace === null ? null : await firstPromptAfter(later, null, past.format)
    if (inPlace !== null && cleared !== null) points.push({ prompts: [cleared, inPlace] })
  }
  return points
}

/** Points that share a prompt are one. */
function joined(points: Branches['points']): Branches['points'] {
  const all: Branches['points'] = []
  for (const { prompts } of points) {
    const known = all.find((point) => point.prompts.some((id) => prompts.includes(id)))
    if (known === undefined) all.push({ prompts: [...prompts] })
    else known.prompts.push(...prompts.filter((id) => !known.prompts.includes(id)))
  }
  return all
}

function refuseRunning(host: SessionHost): void {
  if (host.state.session.state !== 'idle') throw running()
}

/** The other process goes on from where it is, whatever is chosen here. */
function refuseHeld(host: SessionHost): void {
  const elsewhere = heldElsewhere(host.state)
  if (elsewhere) throw new Refusal(409, elsewhere.code, elsewhere.parameters)
}

function cannotForgetAll(agent: string): Refusal {
  return new Refusal(409, 'cannot_rewind', { why: 'first_message', agent })
}

/** A fork reads what came before it was cleared in the files of the session it was made from. */
function belongsToOther(): Refusal {
  return new Refusal(409, 'cannot_rewind', { why: 'of_another' })
}

/** Where the session goes on from is told by its transcript, which does not hold all of it. */
function notSaved(): Refusal {
  return new Refusal(507, 'not_saved')
}

function running(): Refusal {
  return new Refusal(409, 'turn_running')
}
