/**
 * Fills the database from the transcripts on this machine: those Skein keeps and Claude Code's own. Called by
 * `SessionCatalog` when the database was damaged, lost, or has forgotten sessions. One transcript that cannot be read does
 * not stop the others.
 */
import { readdir, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { codeOf, messageOf, unreachable } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import { SessionId } from '../../shared/ids.ts'
import type { AgentId } from '../../shared/ids.ts'
import type { Agent } from '../agent/port.ts'
import type { Log } from '../log.ts'
import type { Loss } from '../store/openOrSetAside.ts'
import { listAllClaudeTranscripts } from '../transcript/locate.ts'
import { readPartsMetadata } from '../transcript/partsMetadata.ts'
import { Conversations, conversationsFolder, laterConversations } from './conversations.ts'
import { transcriptsFolder } from './past.ts'
import type { StoreDoor } from './storeDoor.ts'

export interface RebuildOptions {
  readonly dataDir: string
  readonly claudeHome: () => Promise<string>
  readonly agents: readonly Agent[]
  readonly log: Log
  readonly door: StoreDoor
  /** Called when all is found. */
  readonly changed: () => void
  /** Whoever aborts it wants no more of it now; what is found stays. */
  readonly signal: AbortSignal
}

export interface Found {
  readonly file: string
  readonly agent: AgentId
  /** Our own transcripts are the session's even where its folder is gone. */
  readonly isOurs: boolean
}

export interface Rebuilt {
  readonly sessions: number
  readonly unreadable: number
  /** Nothing was left to look at. */
  readonly isWhole: boolean
}

const lostWithIt =
  'Titles you gave, drafts, remembered permissions, your trust in folders and your settings are lost; no session is.'

/** What a person is told: at once, and again when all is found. */
export function lossTold(loss: Loss, rebuilt: Omit<Rebuilt, 'isWhole'> | null): Failure {
  const done =
    rebuilt === null
      ? 'The list of sessions is being rebuilt from the transcripts.'
      : `The list of sessions was rebuilt from the transcripts: ${rebuilt.sessions} found.${unreadableTold(rebuilt)}`
  const found = rebuilt === null ? null : { sessions: rebuilt.sessions, unreadable: rebuilt.unreadable }
  switch (loss.kind) {
    case 'damaged':
      return {
        code: 'database_rebuilt',
        message: `The database was damaged and was set aside as ${loss.movedTo}. ${done} ${lostWithIt}`,
        parameters: { file: loss.movedTo, ...found }
      }
    case 'missing':
      return {
        code: 'database_rebuilt',
        message: `The database is gone or empty, and there was one before. ${done} ${lostWithIt}`,
        parameters: { file: '', ...found }
      }
    case 'older':
      return {
        code: 'database_older',
        message:
          'The database lacks what was written to it last: its log was lost or damaged, or an older copy was put back. Sessions it has forgotten come back from their transcripts. A title, a setting or a permission you changed last may be as it was before.'
      }
    default:
      return unreachable(loss)
  }
}

function unreadableTold({ unreadable: count }: Pick<Rebuilt, 'unreadable'>): string {
  return count === 0 ? '' : ` ${count} could not be read; the log says which.`
}

/** From every transcript there is. Never rejects. */
export async function rebuildStore(options: RebuildOptions): Promise<Rebuilt> {
  const { log } = options
  log.error({}, 'the database was lost and is being rebuilt')
  const rebuilt = await restoreAll(foundTranscripts(options), options)
  log.info({ ...rebuilt }, 'the database was rebuilt')
  return rebuilt
}

/** Gives every session of these transcripts its row, if it has none. Never rejects. */
export async function restoreAll(
  transcripts: AsyncIterable<Found> | Iterable<Found>,
  options: RebuildOptions
): Promise<Rebuilt> {
  const { log, changed, signal } = options
  let sessions = 0
  let unreadableCount = 0
  let isWhole = true
  try {
    for await (const found of transcripts) {
      if (signal.aborted) {
        isWhole = false
        break
      }
      try {
        if (await restore(found, options)) sessions += 1
      } catch (error) {
        unreadableCount += 1
        log.warn({ file: found.file, error: messageOf(error) }, 'a transcript could not be restored')
      }
    }
  } catch (error) {
    isWhole = false
    log.error({ error: messageOf(error) }, 'the transcripts could not be listed')
  }
  changed()
  return { sessions, unreadable: unreadableCount, isWhole }
}

async function* foundTranscripts({ dataDir, claudeHome, agents }: RebuildOptions): AsyncGenerator<Found> {
  const later = laterConversations(dataDir)
  const ours = agents.find((agent) => agent.transcript === 'ours')
  if (ours)
    for (const file of await ourTranscripts(transcriptsFolder(dataDir)))
      yield { file, agent: ours.id, isOurs: true }
  if (agents.some(({ id }) => id === 'claude')) {
    for await (const { file, sessionId } of listAllClaudeTranscripts({ home: await claudeHome() }))
      if (!later.has(sessionId)) yield { file, agent: 'claude', isOurs: false }
  }
}

async function ourTranscripts(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => name.endsWith('.jsonl')).map((name) => join(folder, name))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

async function restore({ file, agent, isOurs }: Found, { dataDir, door }: RebuildOptions): Promise<boolean> {
  const id = SessionId.safeParse(basename(file, '.jsonl'))
  if (!id.success) return false
  const account = await readPartsMetadata(await filesOf(file, id.data, dataDir), null)
  if (account === null) return false
  const { metadata, title, cwd, startedAt, checkpoint } = account
  if (cwd === null || metadata.messageCount === 0) return false
  const path = (await existing(cwd)) ?? (isOurs ? cwd : null)
  if (path === null) return false
  return door.use((store) => {
    const { project } = store.projects.upsert({ path, name: basename(path) || path })
    return store.sessions.insert({
      id: id.data,
      projectId: project.id,
      agent,
      permissionMode: 'default',
      model: null,
      agentTitle: title,
      ...(startedAt === null ? null : { createdAt: startedAt }),
      metadata,
      checkpoint: JSON.stringify(checkpoint),
      transcriptFile: file
    }).created
  })
}

/** All files of a session, the one it was found by among them. */
async function filesOf(file: string, sessionId: SessionId, dataDir: string): Promise<string[]> {
  const all = new Conversations(conversationsFolder(dataDir), sessionId).all()
  const beside = all.map(({ id }) => join(dirname(file), `${id}.jsonl`))
  const there = await Promise.all(beside.map((other) => existing(other)))
  return beside.filter((other, at) => other === file || there[at] !== null)
}

async function existing(folder: string): Promise<string | null> {
  try {
    return await realpath(folder)
  } catch {
    return null // The project's folder is gone: there is nothing to open it in.
  }
}
