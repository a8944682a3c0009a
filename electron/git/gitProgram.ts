/** Where the person's git is. Used by `processGit.ts`, and by the doctor through `gitVersion.ts`. */
import { codeOf } from '../../shared/errors.ts'
import { ownSearch, programOrThrow } from '../machine/trustedProgram.ts'

/** Its full path, null when there is none. Rejects with a sentence when others may change the only one there is. */
export async function gitProgram(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform
): Promise<string | null> {
  try {
    // A script in its place would need a shell.
    return await programOrThrow(platform === 'win32' ? 'git.exe' : 'git', { ...ownSearch(env), platform })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
