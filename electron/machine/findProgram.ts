/**
 * Finds a program by its name, the one place where Skein does: nothing is started by a bare name, because what that
 * starts is up to the folder one happens to be in. Windows looks there first, and everywhere an empty or relative entry
 * of `PATH` means it. Pure but for `isProgram`.
 */
import { access, constants, stat } from 'node:fs/promises'
import { posix, win32 } from 'node:path'
import { codeOf } from '../../shared/errors.ts'

export interface ProgramSearch {
  /** As in `PATH`. */
  readonly path: string | undefined
  /** Windows' `PATHEXT`: what may be left out at the end of a name. */
  readonly pathExt?: string | undefined
  readonly platform: NodeJS.Platform
  /** Whether a file is there that can be run; a test gives its own. */
  readonly isProgram?: (file: string, platform: NodeJS.Platform) => Promise<boolean>
}

const usualPathExt = '.COM;.EXE;.BAT;.CMD'

/**
 * The folders of `PATH` that are looked in: full paths only. Empty and relative entries mean the current folder, which
 * is somebody's project; on Windows an entry without a drive means the current one, and a share would be asked over the
 * network.
 */
export function searchedFolders(path: string | undefined, platform: NodeJS.Platform): readonly string[] {
  if (path === undefined) return []
  if (platform !== 'win32')
    return path.split(':').filter((folder) => posix.isAbsolute(folder) && !folder.includes('\0'))
  return path
    .split(';')
    .map((folder) => folder.trim().replaceAll('"', ''))
    .filter((folder) => /^[a-z]:[\\/]/iu.test(folder) && !folder.includes('\0'))
}

/** `PATH` without the entries that are not looked in. */
export function cleanPath(path: string | undefined, platform: NodeJS.Platform): string {
  return searchedFolders(path, platform).join(platform === 'win32' ? ';' : ':')
}

/** Whether a name is a full path by itself. On Windows it has a drive: a share or a device is none. */
export function isFullPath(name: string, platform: NodeJS.Platform): boolean {
  return platform === 'win32' ? /^[a-z]:[\\/]/iu.test(name) : posix.isAbsolute(name)
}

/** Every program of that name, in the order of `PATH`. A full path stands for itself, a relative one for nothing. */
export async function findPrograms(name: string, search: ProgramSearch): Promise<readonly string[]> {
  const { platform, isProgram = canRun } = search
  const found: string[] = []
  for (const file of candidates(name, search)) if (await isProgram(file, platform)) found.push(file)
  return found
}

function candidates(name: string, { path, pathExt, platform }: ProgramSearch): readonly string[] {
  if (name === '' || name.includes('\0')) return []
  const names = platform === 'win32' ? withExtensions(name, pathExt) : [name]
  if (isFullPath(name, platform)) return names
  const isBare = platform === 'win32' ? !/[\\/:]/u.test(name) : !name.includes('/')
  if (!isBare || name === '.' || name === '..') return []
  const { join } = platform === 'win32' ? win32 : posix
  return searchedFolders(path, platform).flatMap((folder) => names.map((one) => join(folder, one)))
}

/** `code` may be `code.exe`; `code.exe` is what it says. A file without an extension is no program there. */
function withExtensions(name: string, pathExt = usualPathExt): readonly string[] {
  const extensions = pathExt.split(';').filter((extension) => /^\.\w+$/u.test(extension))
  const has = extensions.some((extension) => name.toLowerCase().endsWith(extension.toLowerCase()))
  return has ? [name] : extensions.map((extension) => `${name}${extension.toLowerCase()}`)
}

/** Whether a file is there that can be run: not a folder, not one that is not ours to run. */
export async function canRun(file: string, platform: NodeJS.Platform): Promise<boolean> {
  try {
    if (!(await stat(file)).isFile()) return false
    await access(file, platform === 'win32' ? constants.F_OK : constants.X_OK)
    return true
  } catch (error) {
    // Whatever stands there, it is nothing we could start: not there, not ours, or no path at all.
    return codeOf(error) === null ? Promise.reject(error) : false
  }
}
