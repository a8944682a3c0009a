/**
 * Fills the database from the transcripts on this machine: those Skein keeps and those agents keep. Called when the
 * database was damaged or lost, or has forgotten sessions. One transcript that cannot be read does
 * not stop the others.
 */
import { realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { messageOf, unreachable } from '../../../shared/errors.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { SessionId } from '../../../shared/ids.ts'
import { ourFailure } from '../../ourFailure.ts'
import type { Log } from '../../log.ts'
import type { Loss } from '../../store/openOrSetAside.ts'
import { Conversations, conversationsFolder, laterConversations } from '../past/conversations.ts'
import type { StoreDoor } from '../live/storeDoor.ts'
import type { FoundSession, TranscriptSources } from '../past/transcriptSources.ts'

export interface RebuildOptions {
  readonly dataDir: string
  readonly sources: TranscriptSources
  readonly log: Log
  readonly door: StoreDoor
  /** Called when all is found. */
  readonly changed: () => void
  /** Whoever aborts it wants no more of it now; what is found stays. */
  readonly signal: AbortSignal
}

export interface Rebuilt {
  readonly sessions: number
  readonly unreadable: number
  /** Nothing was left to look at. */
  readonly isWhole: boolean
}

/** What a person is told: at once, and again when all is found. */
export function lossTold(loss: Loss, rebuilt: Omit<Rebuilt, 'isWhole'> | null): Failure {
  const found = rebuilt === null ? null : { sessions: rebuilt.sessions, unreadable: rebuilt.unreadable }
  switch (loss.kind) {
    case 'damaged':
      return ourFailure('database_rebuilt', { file: loss.movedTo, ...found })
    case 'missing':
      return ourFailure('database_rebuilt', { file: '', ...found })
    case 'older':
      return ourFailure('database_older')
    default:
      return unreachable(loss)
  }
}

/** From every transcript there is. Never rejects. */
export async function rebuildStore(options: RebuildOptions): Promise<Rebuilt> {
  const { log } = options
  log.error({}, 'the database was lost and is being rebuilt')
  const rebuilt = await restoreAll(foundSessions(options), options)
  log.info({ ...rebuilt }, 'the database was rebuilt')
  return rebuilt
}

/** Gives every session of these transcripts its row, if it has none. Never rejects. */
export async function restoreAll(
  transcripts: AsyncIterable<FoundSession> | Iterable<FoundSession>,
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

/** Without what is part of a session of another id. */
async function* foundSessions({ dataDir, sources }: RebuildOptions): AsyncGenerator<FoundSession> {
  const later = laterConversations(dataDir)
  for await (const found of sources.list()) if (!later.has(found.sessionId)) yield found
}

async function restore(found: FoundSession, { dataDir, door }: RebuildOptions): Promise<boolean> {
  const { file, sessionId, source } = found
  const account = await source.count(await filesOf(file, sessionId, dataDir), null)
  if (account === null) return false
  const { metadata, title, cwd, startedAt, checkpoint } = account
  if (cwd === null || metadata.messageCount === 0) return false
  // Our own transcripts are the session's even where its folder is gone.
  const path = (await existing(cwd)) ?? (source.keptBy === 'skein' ? cwd : null)
  if (path === null) return false
  const agent = await found.agent()
  return door.use((store) => {
    const { project } = store.projects.upsert({ path, name: basename(path) || path })
    return store.sessions.insert({
      id: sessionId,
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
