/** A transcript that was said to have changed, looked at again. Called by the worker of history. */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { AgentId } from '../../../shared/ids.ts'
import { SessionId } from '../../../shared/ids.ts'
import type { AgentTranscripts } from '../../agent/transcriptSource.ts'
import type { HistoryFile } from './stage.ts'

/** Null for what is gone, or is no transcript of a session. Never rejects: the next walk looks at it again. */
export async function changedFile(
  file: string,
  agent: AgentId,
  source: AgentTranscripts
): Promise<HistoryFile | null> {
  try {
    const sessionId = await sessionOf(file, source)
    if (sessionId === null) return null
    const stats = await stat(file)
    if (!stats.isFile()) return null
    return { file, agent, source, sessionId, bytes: stats.size, mtimeMs: stats.mtimeMs }
  } catch {
    return null // Gone again, or not to be read: whoever walks says so.
  }
}

function sessionOf(file: string, { history }: AgentTranscripts): Promise<SessionId | null> {
  if (history.sessionOf !== undefined) return history.sessionOf(file)
  return Promise.resolve(SessionId.safeParse(basename(file, '.jsonl')).data ?? null)
}
