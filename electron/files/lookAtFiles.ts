/** Looks at listed files: which are really there, and when each was changed. Used by `projectFiles.ts`. */
import { lstat } from 'node:fs'
import type { Stats } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import { codeOf } from '../../shared/errors.ts'
import { followLocally, LeadsElsewhere } from './localPath.ts'

/** Files looked at at once: more make it no faster, and other reads wait behind them. */
const AT_ONCE = 16

/**
 * When each file was changed, in milliseconds since 1970; 0 where that cannot be told. What has gone, and
 * links that lead nowhere or out of `root`, are left out. Throws when `signal` says so.
 *
 * @param root a real path
 * @param tellFolder is told of links that lead to a folder
 */
export async function lookAtFiles(
  root: string,
  paths: readonly string[],
  signal: AbortSignal,
  tellFolder: (path: string) => void = () => undefined
): Promise<Map<string, number>> {
  const times = new Map<string, number>()
  const left = paths.values()
  const look = async (): Promise<void> => {
    for (const path of left) {
      signal.throwIfAborted()
      const time = await timeOf(root, path, tellFolder)
      if (time !== null) times.set(path, time)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, look))
  return times
}

async function timeOf(
  root: string,
  path: string,
  tellFolder: (path: string) => void
): Promise<number | null> {
  const file = join(root, path)
  try {
    const stats = await statsOf(file)
    if (stats.isSymbolicLink()) {
      // Link by link: one that leads to another machine is not followed there.
      const real = await followLocally(file, root, process.platform)
      if (pathWithin(root, real) === null) return null
      if ((await statsOf(real)).isDirectory()) tellFolder(path)
    }
    return stats.mtimeMs
  } catch (error) {
    if (error instanceof LeadsElsewhere) return null
    const code = codeOf(error)
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' ? null : 0
  }
}

/** By callback: for 100,000 files `fs/promises` takes twice the time. */
function statsOf(file: string): Promise<Stats> {
  return new Promise((resolve, reject) => {
    lstat(file, (error, stats) => {
      if (error) reject(error)
      else resolve(stats)
    })
  })
}

/** `path` relative to `folder`, `/` between its parts; null when it is not inside. Both are real paths. */
export function pathWithin(folder: string, path: string): string | null {
  const inside = relative(folder, path)
  const isOutside = inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
  return isOutside ? null : inside.split(sep).join('/')
}
