/** Which git there is. Used by the doctor. */
import { gitProgram } from './gitProgram.ts'
import { askGit } from './processGit.ts'

/** `2.47.1`; null when there is no git. Rejects when it is there and does not answer. */
export async function gitVersion(): Promise<string | null> {
  if ((await gitProgram()) === null) return null
  const said = await askGit({
    args: ['--version'],
    configuration: 'none',
    variables: {},
    signal: new AbortController().signal,
    limitMs: 4_000
  })
  return /\d+\.\d+\S*/u.exec(said.join(''))?.[0] ?? said.join('').trim()
}
