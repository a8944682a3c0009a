/**
 * What the person ignores in every repository: the file their own configuration names, or git's usual one. No
 * folder has a say in it. Used by `listFiles.ts`.
 */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { readForeignText } from '../machine/readForeignFile.ts'
import { GitFailed, askGit } from './processGit.ts'

const MOST_BYTES = 1024 * 1024
const LIMIT_MS = 2_000

/** Its text; null when there is none. Rejects only with the signal's reason. */
export async function personsExcludes(
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = process.env
): Promise<string | null> {
  const file = (await namedFile(signal)) ?? usualFile(env)
  // Often a link into a folder of settings, so links are followed.
  return readForeignText(file, { mostBytes: MOST_BYTES, followsLinks: true })
}

async function namedFile(signal: AbortSignal): Promise<string | null> {
  try {
    const [file] = await askGit({
      args: ['config', '--includes', '--type=path', '-z', '--get', 'core.excludesFile'],
      configuration: 'persons',
      // Nowhere, so that no folder git may happen to stand in is asked.
      variables: { GIT_DIR: '/dev/null' },
      limitMs: LIMIT_MS,
      signal
    })
    return file ?? null
  } catch (error) {
    // No git, or it has no such setting: then the usual file is meant.
    if (error instanceof GitFailed) return null
    throw error
  }
}

function usualFile(env: NodeJS.ProcessEnv): string {
  const settings = env['XDG_CONFIG_HOME']
  return join(
    settings === undefined || settings === '' ? join(homedir(), '.config') : settings,
    'git',
    'ignore'
  )
}
