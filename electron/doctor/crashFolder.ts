/** The crash dumps that were kept on this machine: found, counted, and only the newest left. */
import type { Dirent } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../../shared/errors.ts'

const maxDumps = 5

export interface CrashDump {
  readonly path: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly bytes: number
}

/** Where the crash dumps of this data folder lie. */
export function crashFolder(dataDir: string): string {
  return join(dataDir, 'crashes')
}

/** Newest first. Each system has its own folders inside (`pending`, `completed`, `reports`). */
export async function listDumps(folder: string): Promise<readonly CrashDump[]> {
  const dumps: CrashDump[] = []
  for (const entry of await entriesOf(folder)) {
    if (!entry.isFile() || !entry.name.endsWith('.dmp')) continue
    const path = join(entry.parentPath, entry.name)
    const stats = await statOf(path)
    if (stats !== null) dumps.push({ path, at: stats.mtimeMs, bytes: stats.size })
  }
  return dumps.toSorted((one, other) => other.at - one.at)
}

/** Removes all but the newest five, with what is kept beside each. Answers with those that are left. */
export async function pruneDumps(folder: string): Promise<readonly CrashDump[]> {
  const dumps = await listDumps(folder)
  for (const { path } of dumps.slice(maxDumps)) {
    await rm(path, { force: true })
    await rm(path.replace(/\.dmp$/, '.meta'), { force: true })
  }
  return dumps.slice(0, maxDumps)
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** Null when it has just been removed. */
async function statOf(path: string): Promise<{ readonly mtimeMs: number; readonly size: number } | null> {
  try {
    return await stat(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
