/** Which git there is. Used by the doctor. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { codeOf } from '../../shared/errors.ts'
import { ownSearch, programOrThrow } from '../machine/trustedProgram.ts'

const run = promisify(execFile)

/** `2.47.1`; null when there is no git. Rejects when it is there and does not answer. */
export async function gitVersion(program = 'git'): Promise<string | null> {
  try {
    const { stdout } = await run(await programOrThrow(program, ownSearch()), ['--version'], {
      timeout: 4_000,
      windowsHide: true
    })
    return /\d+\.\d+\S*/.exec(stdout)?.[0] ?? stdout.trim()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
