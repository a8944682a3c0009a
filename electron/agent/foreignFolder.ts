/** Looks into folders of agents' programs: what is not there, or not ours to read, is nothing, and the others are seen. */
import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { codeOf } from '../../shared/errors.ts'

/** None where there is no folder, or it may not be read. Rejects with any other error of the file system. */
export async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (isNotToBeSeen(error)) return []
    throw error
  }
}

/** Null for what is gone, no file, or not to be looked at. */
export async function statOf(file: string): Promise<{ bytes: number; mtimeMs: number } | null> {
  try {
    const stats = await stat(file)
    return stats.isFile() ? { bytes: stats.size, mtimeMs: stats.mtimeMs } : null
  } catch (error) {
    if (isNotToBeSeen(error)) return null
    throw error
  }
}

export function isNotToBeSeen(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM'].includes(codeOf(error) ?? '')
}
