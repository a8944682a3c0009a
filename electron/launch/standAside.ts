/**
 * Makes the folder that Skein was started from, somebody's project perhaps, mean nothing to it: called by both
 * composition roots once what is relative to that folder has been read, and before anything is started. Without it a
 * program, a library or a shell's file that lies in that folder could run by its name alone.
 */
import { homedir } from 'node:os'
import { parse } from 'node:path'
import { codeOf } from '../../shared/errors.ts'
import { harmlessEnvironment } from '../machine/harmlessEnvironment.ts'

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
  for (const [name, value] of Object.entries(harmlessEnvironment(env, platform))) {
    if (value === undefined) delete env[name]
    else env[name] = value
  }
  try {
    chdir(home)
  } catch (error) {
    if (codeOf(error) === null) throw error
    chdir(parse(process.cwd()).root) // no home, or none to enter
  }
}
