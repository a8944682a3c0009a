/**
 * The one owner of git: every git that Skein starts is started here, by its full path, with the environment of
 * `gitEnvironment.ts`, and ended when it takes too long or says too much. Used by `isolatedRepository.ts`,
 * `personsExcludes.ts` and `gitVersion.ts`.
 */
import { spawn } from 'node:child_process'
import { parse } from 'node:path'
import { messageOf } from '../../shared/errors.ts'
import { gitEnvironment, harmless } from './gitEnvironment.ts'
import type { ConfigurationRead } from './gitEnvironment.ts'
import { gitProgram } from './gitProgram.ts'

/** Milliseconds after which git is given up: a repository on a dead network drive must not hold anything. */
const LIMIT_MS = 20_000
/** Bytes: more than the paths of a million files. */
const MOST_BYTES = 128 * 1024 * 1024
/** Characters of one record without an end. */
const LONGEST_RECORD = 64 * 1024

export interface GitWish {
  readonly args: readonly string[]
  readonly configuration: ConfigurationRead
  /** Where the repository is, said out loud: git looks for none by itself. */
  readonly variables: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly limitMs?: number
  readonly mostBytes?: number
}

export class GitFailed extends Error {
  /** What git ended with; null when it was ended, or never began. */
  readonly exitCode: number | null

  constructor(message: string, exitCode: number | null) {
    super(message)
    this.name = 'GitFailed'
    this.exitCode = exitCode
  }
}

/**
 * What git says, in batches of records that end with NUL, as they come; what stands behind the last NUL is a
 * record too. Throws `GitFailed` when there is no git, or it ended with anything but 0 or beyond its limits; the
 * signal's reason when that says so. Whoever stops reading ends git.
 */
export async function* readGit(wish: GitWish): AsyncGenerator<string[]> {
  const { mostBytes = MOST_BYTES, limitMs = LIMIT_MS } = wish
  const program = await gitProgram().catch((error: unknown) => {
    throw new GitFailed(messageOf(error), null) // there is one, and others may change it
  })
  wish.signal.throwIfAborted()
  if (program === null) throw new GitFailed('there is no git', null)
  const ending = new AbortController()
  const late = AbortSignal.timeout(limitMs)
  const child = spawn(program, [...harmless, ...wish.args], {
    // Never the folder that is asked about: where git starts, it and the system look for things.
    cwd: parse(program).root,
    env: { ...gitEnvironment(process.env, wish.configuration), ...wish.variables },
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
    killSignal: 'SIGKILL',
    signal: AbortSignal.any([wish.signal, late, ending.signal])
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code))
  })
  // Awaited below; until then a failure to start must not count as unhandled.
  ended.catch(() => undefined)
  try {
    let rest = ''
    let bytes = 0
    const decoder = new TextDecoder()
    for await (const chunk of child.stdout) {
      const part: Buffer = Buffer.from(chunk)
      bytes += part.length
      const parts = (rest + decoder.decode(part, { stream: true })).split('\0')
      rest = parts.pop() ?? ''
      if (bytes > mostBytes || rest.length > LONGEST_RECORD) throw new GitFailed('git said too much', null)
      if (parts.length > 0) yield parts
    }
    const code = await ended
    if (code !== 0) throw new GitFailed(`git ended with ${code ?? 'a signal'}`, code)
    if (rest !== '') yield [rest]
  } catch (error) {
    wish.signal.throwIfAborted()
    if (late.aborted) throw new GitFailed('git took too long', null)
    throw error
  } finally {
    ending.abort()
  }
}

/** All records of `readGit` together. */
export async function askGit(wish: GitWish): Promise<string[]> {
  const records: string[] = []
  for await (const batch of readGit(wish)) records.push(...batch)
  return records
}
