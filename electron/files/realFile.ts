/**
 * Where a file really is at this moment, for whoever must know that it is still the same one. Used by the session's
 * rim (`sessionPorts.ts`) to compare a remembered file with the one an agent asks for.
 */
import { lstat, realpath } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '../../shared/errors.ts'

/** A file that is not there yet may lie in folders that are not there yet. */
const MOST_MISSING = 64

/**
 * The real path, links resolved; of what does not exist yet, that of the folder that does, and the rest as written.
 * Null when it cannot be told what a program that opens `wanted` would reach: a link that leads nowhere, a file
 * with a second name somewhere else, something that is neither file nor folder, a name that is no text.
 */
export async function realFile(wanted: string): Promise<string | null> {
  try {
    const real = await realPathOf(wanted, MOST_MISSING)
    return real === null || real.includes('\uFFFD') ? null : real
  } catch {
    return null // out of reach, a circle, too long: it cannot be told
  }
}

async function realPathOf(wanted: string, steps: number): Promise<string | null> {
  try {
    const real = await realpath(wanted)
    const found = await lstat(real)
    if (found.isDirectory()) return real
    return found.isFile() && found.nlink === 1 ? real : null
  } catch (error) {
    const parent = path.dirname(wanted)
    if (codeOf(error) !== 'ENOENT' || parent === wanted || steps === 0 || (await isThere(wanted))) throw error
    const folder = await realPathOf(parent, steps - 1)
    return folder === null ? null : path.join(folder, path.basename(wanted))
  }
}

/** True for a link that leads nowhere: whoever writes there makes a file somewhere else. */
async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}
