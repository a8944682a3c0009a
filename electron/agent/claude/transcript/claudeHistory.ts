/** What can be told of all of Claude Code's transcripts without opening one, as the port asks for it. */
import { existsSync, statSync } from 'node:fs'
import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { codeOf } from '../../../../shared/errors.ts'
import { SessionId } from '../../../../shared/ids.ts'
import type { AgentHistory, ListedTranscript, SideFile } from '../../transcriptHistory.ts'
import { claudeRetention } from '../retention.ts'
import { encodeProjectFolder } from './locate.ts'
import { readTranscriptHead } from './transcriptHead.ts'

/** Folders in a session's own folder that are looked into. */
const DEEPEST = 8

export function claudeHistory({ home }: { home: () => Promise<string> }): AgentHistory {
  return {
    files: async function* () {
      const projects = join(await home(), 'projects')
      for (const folder of await entriesOf(projects)) {
        // A link to a folder is one, too.
        if (folder.isDirectory() || folder.isSymbolicLink()) yield* transcriptsIn(join(projects, folder.name))
      }
    },
    folders: async () => [join(await home(), 'projects')],
    beside: async (file) => filesBelow(join(dirname(file), basename(file, '.jsonl')), DEEPEST),
    head: async (file) => {
      const head = await readTranscriptHead(file)
      if (typeof head === 'string' || head.origin !== 'terminal') return head
      return isJob(await home(), file) ? { ...head, origin: 'background' } : head
    },
    placeFor: async ({ sessionId, cwd, was }) => {
      const projects = join(await home(), 'projects')
      if (cwd === '' || dirname(dirname(was)) === projects)
        return join(projects, basename(dirname(was)), basename(was))
      return join(projects, encodeProjectFolder(cwd), `${sessionId}.jsonl`)
    },
    retention: claudeRetention({ home })
  }
}

/** The folder has just answered: of files in it, all is asked at once, and elsewhere only of links, which lead anywhere. */
async function* transcriptsIn(folder: string): AsyncGenerator<ListedTranscript> {
  for (const entry of await entriesOf(folder)) {
    const sessionId = SessionId.safeParse(basename(entry.name, '.jsonl')).data
    if (sessionId === undefined || !entry.name.endsWith('.jsonl') || entry.isDirectory()) continue
    const file = join(folder, entry.name)
    const stats = entry.isFile() ? statNow(file) : await statOf(file)
    if (stats !== null) yield { file, sessionId, ...stats }
  }
}

async function filesBelow(folder: string, depth: number): Promise<SideFile[]> {
  const found: SideFile[] = []
  for (const entry of await entriesOf(folder)) {
    const file = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (depth > 0) found.push(...(await filesBelow(file, depth - 1)))
      continue
    }
    const stats = await statOf(file)
    if (stats !== null) found.push({ file, kind: kindOf(file), ...stats })
  }
  return found
}

function kindOf(file: string): SideFile['kind'] {
  const folder = basename(dirname(file))
  if (/^agent-.*\.jsonl$/.test(basename(file))) return 'subagent'
  return folder === 'tool-results' ? 'output' : 'other'
}

/** Null for what is gone, no file, or not to be looked at. */
async function statOf(file: string): Promise<{ bytes: number; mtimeMs: number } | null> {
  try {
    const stats = await stat(file)
    return stats.isFile() ? { bytes: stats.size, mtimeMs: stats.mtimeMs } : null
  } catch (error) {
    if (isNotToBeSeen(error)) return null
    throw error
  }
}

/** The same, at once. */
function statNow(file: string): { bytes: number; mtimeMs: number } | null {
  try {
    const stats = statSync(file)
    return stats.isFile() ? { bytes: stats.size, mtimeMs: stats.mtimeMs } : null
  } catch (error) {
    if (isNotToBeSeen(error)) return null
    throw error
  }
}

/** A background job's folder is named after the beginning of its session's id. */
function isJob(home: string, file: string): boolean {
  return existsSync(join(home, 'jobs', basename(file).slice(0, 8)))
}

/** None where there is no folder, or it may not be read: the others are there. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (isNotToBeSeen(error)) return []
    throw error
  }
}

function isNotToBeSeen(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM'].includes(codeOf(error) ?? '')
}
