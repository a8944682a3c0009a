/** Starts Claude Code's processes: one that works for a session, and one that says its version. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import crossSpawn from 'cross-spawn'
import type { SpawnOptions } from '@anthropic-ai/claude-agent-sdk'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { isFullPath } from '../../machine/findProgram.ts'
import { ownSearch, programOrThrow } from '../../machine/trustedProgram.ts'
import type { ProcessLedger } from '../processLedger.ts'

const run = promisify(execFile)

/**
 * A child with a process group of its own, so that a key press in the terminal that runs the server
 * does not reach it and the group can be found again. `cross-spawn` is for Windows' `.cmd` shims. It is started
 * in the project's folder, where a bare name could mean a program that lies there: `runtime` is what runs a script.
 */
export function spawnClaude(
  options: SpawnOptions,
  runtime: string | null = null
): ChildProcessWithoutNullStreams {
  const command = runtime ?? options.command
  if (!isFullPath(command, process.platform)) throw new Error(`${command} is not a full path`)
  return crossSpawn.spawn(command, options.args, {
    cwd: options.cwd,
    env: options.env,
    signal: options.signal,
    stdio: 'pipe',
    detached: process.platform !== 'win32',
    windowsHide: true
  })
}

/**
 * The Node that runs a Claude Code which is a script, null for one that runs by itself; the SDK only says `node`. Rejects
 * with a sentence when there is none.
 */
export async function runtimeOf(executable: string, env: Record<string, string>): Promise<string | null> {
  return /\.(?:m?js|jsx|tsx?)$/.test(executable) ? programOrThrow('node', ownSearch(env)) : null
}

/** How the program is run to say or do one thing and end. */
export interface ShortRun {
  readonly env: Record<string, string>
  /** The value of `PROCESS_MARK` in `env`. */
  readonly mark: string
  readonly ledger: ProcessLedger
}

/** `2.1.330`, or null when it says something else. Rejects when it cannot be run. */
export async function readVersion(file: string, how: ShortRun): Promise<string | null> {
  return /\d+\.\d+\.\d+\S*/.exec(await output(file, ['--version'], how))?.[0] ?? null
}

/** Has the program end a background job of its own. Rejects with what it says when it does not. */
export async function endJob(file: string, jobId: string, how: ShortRun): Promise<void> {
  if (!/^[\w-]{1,64}$/.test(jobId)) throw new Error(`${jobId} is no job`)
  await output(file, ['stop', jobId], how)
}

async function output(
  file: string,
  words: readonly string[],
  { env, mark, ledger }: ShortRun
): Promise<string> {
  const shell = process.platform === 'win32' && /\.(?:cmd|bat)$/i.test(file)
  await ledger.announce({ mark, sessionId: '' })
  try {
    const asked = run(shell ? `"${file}"` : file, words, { env, timeout: 15_000, windowsHide: true, shell })
    const { pid } = asked.child
    const added = pid === undefined ? null : ledger.add({ pid, mark, sessionId: '' })
    const { stdout } = await asked
    await added
    return stdout
  } finally {
    await ledger.remove(mark)
  }
}
