/**
 * Where the person's git is: a full path, from the folders that PATH names in full. Never the current folder,
 * nor one that is named relative to it, whatever the system would do. Used by `processGit.ts`.
 */
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { posix, win32 } from 'node:path'
import { codeOf } from '../../shared/errors.ts'

/** Null when there is none. */
export async function gitProgram(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform
): Promise<string | null> {
  const { delimiter, isAbsolute, join } = platform === 'win32' ? win32 : posix
  const name = platform === 'win32' ? 'git.exe' : 'git'
  for (const folder of searched(env).split(delimiter)) {
    if (!isAbsolute(folder) || isOnNetwork(folder, platform)) continue
    const program = join(folder, name)
    if (await mayRun(program)) return program
  }
  return null
}

/** Windows spells the name of the variable as it likes. */
function searched(env: NodeJS.ProcessEnv): string {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH')
  return (name === undefined ? undefined : env[name]) ?? ''
}

/** `\tools` is of the current drive, and `\\host\share` tells that host who we are. */
function isOnNetwork(folder: string, platform: NodeJS.Platform): boolean {
  return platform === 'win32' && /^[\\/]/u.test(folder)
}

async function mayRun(program: string): Promise<boolean> {
  try {
    await access(program, constants.X_OK)
    return (await stat(program)).isFile()
  } catch (error) {
    if (codeOf(error) === null) throw error
    return false // not there, or not for us: the next folder may have it
  }
}
