/**
 * A fork of one of Claude Code's own sessions: the SDK makes the copy (new ids, where each came from), we
 * read and write the files for it, because it would look for them where this process has its home and not
 * where the agent has. Called by `claudeAgent.ts`.
 */
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { SessionStore, SessionStoreEntry } from '@anthropic-ai/claude-agent-sdk'
import { z } from 'zod'
import { messageOf } from '../../../shared/errors.ts'
import { SessionId } from '../../../shared/ids.ts'
import { Refusal } from '../../refusal.ts'
import { branchRecords } from '../../transcript/branch/copyBranch.ts'
import { locateClaudeTranscript } from './transcript/locate.ts'
import type { ForkTask } from '../port.ts'
import { claudeFormat } from './transcript/claudeFormat.ts'

const Entry = z.looseObject({
  type: z.string(),
  uuid: z.string().optional(),
  timestamp: z.string().optional()
})

/** A copy as it was made. */
export interface MadeFork {
  readonly sessionId: SessionId
  readonly file: string
  readonly bytes: number
  readonly inode: number
}

/** Removes a copy nobody has written to, and leaves every other file there is now in its place. Rejects with what the disk says. */
export async function removeFork({ file, bytes, inode }: MadeFork): Promise<void> {
  const now = await stat(file)
  if (now.isFile() && now.size === bytes && now.ino === inode) await rm(file)
}

/** Refuses with 409 `cannot_fork`. */
export async function forkClaude(task: ForkTask, home: string): Promise<MadeFork> {
  const file = await locateClaudeTranscript({ home, cwd: task.cwd, sessionId: task.sessionId })
  if (file === null) throw cannotFork('moved')
  const records = await branchRecords(file, task.throughMessageId, claudeFormat)
  if (records === null) throw cannotFork('not_held')
  const entries = records.flatMap((record) => Entry.safeParse(record).data ?? [])
  try {
    const { forkSession } = await import('@anthropic-ai/claude-agent-sdk')
    const { sessionId } = await forkSession(task.sessionId, {
      dir: task.cwd,
      sessionStore: storeBeside(file, entries),
      ...(task.title === null ? null : { title: task.title })
    })
    const copy = join(dirname(file), `${SessionId.parse(sessionId)}.jsonl`)
    const { size, ino } = await stat(copy)
    return { sessionId: SessionId.parse(sessionId), file: copy, bytes: size, inode: ino }
  } catch (error) {
    throw cannotFork('copy', error)
  }
}

/** Gives what there is to copy, and writes what comes back beside the original, whole or not at all. */
function storeBeside(file: string, entries: readonly SessionStoreEntry[]): SessionStore {
  const written = new Map<string, SessionStoreEntry[]>()
  return {
    load: () => Promise.resolve([...entries]),
    append: async ({ sessionId, subpath }, more) => {
      if (subpath !== undefined) return
      const all = [...(written.get(sessionId) ?? []), ...more]
      written.set(sessionId, all)
      const to = join(dirname(file), `${SessionId.parse(sessionId)}.jsonl`)
      try {
        await writeFile(`${to}.part`, all.map((entry) => `${JSON.stringify(entry)}\n`).join(''), {
          mode: 0o600
        })
        await rename(`${to}.part`, to)
      } catch (error) {
        await rm(`${to}.part`, { force: true })
        throw error
      }
    }
  }
}

function cannotFork(why: 'moved' | 'not_held' | 'copy', cause?: unknown): Refusal {
  const reason = cause === undefined ? '' : messageOf(cause)
  return new Refusal(409, 'cannot_fork', { agent: 'Claude Code', why, reason }, { cause })
}
