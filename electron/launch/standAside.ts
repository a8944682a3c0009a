/**
 * Makes the folder that Skein was started from, somebody's project perhaps, mean nothing to it: called by both
 * composition roots once what is relative to that folder has been read, and before anything is started. Without it a
 * program, a library or a shell's file that lies in that folder could run by its name alone.
 */
import { homedir } from 'node:os'
import { parse } from 'node:path'
import { codeOf } from '../../shared/errors.ts'
import { cleanPath } from '../machine/findProgram.ts'
import { systemPath, windowsProgram } from '../machine/systemProgram.ts'
import { pathName } from '../machine/trustedProgram.ts'

export interface Bystander {
  readonly env: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  readonly chdir: (folder: string) => void
}

/** Leaves for the person's home, and changes the environment that everything we start inherits. */
export function standAside(
  { env, platform, chdir }: Bystander = {
    env: process.env,
    platform: process.platform,
    chdir: (folder) => process.chdir(folder)
  },
  home: string = homedir()
): void {
  Object.assign(env, harmlessEnvironment(env, platform))
  try {
    chdir(home)
  } catch (error) {
    if (codeOf(error) === null) throw error
    chdir(parse(process.cwd()).root) // no home, or none to enter
  }
}

/**
 * What differs from `env`: `PATH` has full paths only, for libraries that start programs by name, and for the shells of
 * agents, which work in folders that nobody may trust. An empty `PATH` would mean the current folder, too. Pure.
 */
export function harmlessEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform
): Record<string, string> {
  const name = pathName(env)
  const path = cleanPath(env[name], platform)
  if (platform !== 'win32') return { [name]: path === '' ? systemPath : path }
  return {
    [name]: path,
    // Windows and its command processor look in the current folder first, unless this is set.
    NoDefaultCurrentDirectoryInExePath: '1',
    // By this Node and cross-spawn find the command processor.
    [nameOf(env, 'ComSpec')]: windowsProgram('cmd.exe', env)
  }
}

/** Windows does not tell `ComSpec` from `COMSPEC`, an object does. */
function nameOf(env: Readonly<Record<string, string | undefined>>, wanted: string): string {
  return Object.keys(env).find((name) => name.toUpperCase() === wanted.toUpperCase()) ?? wanted
}
