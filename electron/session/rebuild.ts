/**
 * Fills an empty database from the transcripts on this machine: those Skein keeps and Claude Code's
 * own. Called by `SessionCatalog` when a damaged database was set aside. Folders that are gone are
 * left out; one transcript that cannot be read does not stop the others.
 */
import { readdir, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { codeOf, messageOf } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import { SessionId } from '../../shared/ids.ts'
import type { AgentId } from '../../shared/ids.ts'
import type { Agent } from '../agent/port.ts'
import type { Log } from '../log.ts'
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
}

interface Found {
  readonly file: string
  readonly agent: AgentId
}

/** What a person is told while it happens. */
export function damaged(movedTo: string): Failure {
  return {
    code: 'database_rebuilt',
    message: `The database was damaged. It was set aside as ${movedTo}, and the list of sessions is being rebuilt from the transcripts. Titles you gave and your settings are lost; no session is.`
  }
}

/** Never rejects; resolves with the number of sessions found. */
export async function rebuildStore(options: RebuildOptions): Promise<number> {
  const { log, changed } = options
  let count = 0
  log.error({}, 'the database was damaged and is being rebuilt')
  try {
    for await (const found of foundTranscripts(options)) {
      try {
        if (await restore(found, options)) count += 1
      } catch (error) {
        log.warn({ file: found.file, error: messageOf(error) }, 'a transcript could not be restored')
      }
    }
  } catch (error) {
    log.error({ error: messageOf(error) }, 'the transcripts could not be listed')
  }
  log.info({ sessions: count }, 'the database was rebuilt')
  changed()
  return count
}

async function* foundTranscripts({ dataDir, claudeHome, agents }: RebuildOptions): AsyncGenerator<Found> {
  const later = laterConversations(dataDir)
  const ours = agents.find((agent) => agent.transcript === 'ours')
  if (ours)
    for (const file of await ourTranscripts(transcriptsFolder(dataDir))) yield { file, agent: ours.id }
  if (agents.some(({ id }) => id === 'claude')) {
    for await (const { file, sessionId } of listAllClaudeTranscripts({ home: await claudeHome() }))
      if (!later.has(sessionId)) yield { file, agent: 'claude' }
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

async function restore({ file, agent }: Found, { dataDir, door }: RebuildOptions): Promise<boolean> {
  const id = SessionId.safeParse(basename(file, '.jsonl'))
  if (!id.success) return false
  const account = await readPartsMetadata(await filesOf(file, id.data, dataDir), null)
  if (account === null) return false
  const { metadata, title, cwd, startedAt, checkpoint } = account
  if (cwd === null || metadata.messageCount === 0) return false
  const path = await existing(cwd)
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
