/**
 * Sessions that were spoken in and that the database knows nothing of: it has lost what was written to it last, without a
 * sign that could be seen. What tells is the record of commands, which goes with the row whenever a row goes in order.
 * Called once by `SessionCatalog.start`.
 */
import { readdir, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { codeOf } from '../../../shared/errors.ts'
import { SessionId } from '../../../shared/ids.ts'
import { commandRecordFile, commandRecords } from '../live/commandRecord.ts'
import { restoreAll } from './rebuild.ts'
import type { Rebuilt, RebuildOptions } from './rebuild.ts'
import type { FoundSession } from '../past/transcriptSources.ts'

/** Gives them their rows again. Rejects with the refusals of a database that cannot be read. */
export async function restoreForgotten(options: RebuildOptions): Promise<Rebuilt> {
  const { dataDir, door, sources } = options
  const rows = new Set(
    door.use((store) => store.projects.list().flatMap(({ id }) => store.sessions.idsOf(id)))
  )
  const found: FoundSession[] = []
  for (const sessionId of await recordedSessions(commandRecords(dataDir))) {
    if (rows.has(sessionId)) continue
    const transcript = await sources.find(sessionId)
    if (transcript) found.push(transcript)
    // Nothing was ever said in it that could be shown.
    else await rm(commandRecordFile(dataDir, sessionId), { force: true })
  }
  return found.length === 0 ? { sessions: 0, unreadable: 0, isWhole: true } : restoreAll(found, options)
}

async function recordedSessions(folder: string): Promise<SessionId[]> {
  return (await namesIn(folder)).flatMap((name) => SessionId.safeParse(basename(name, '.ids')).data ?? [])
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw error
  }
}
