/**
 * Asks the user's login shell for its environment: starts it, reads what it prints, ends it. Loaded by
 * `processLoginShell.ts` when somebody first needs what it knows.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { codeOf } from '../../shared/errors.ts'
import type { Environment, LoginShellOptions } from './processLoginShell.ts'

/** A shell that asks a question at its start must not hold the first session for longer. */
const LIMIT_MS = 5_000
const OUTPUT_LIMIT = 4 * 1024 * 1024

/** Of the shell that was asked, not of the user. */
const OF_THE_SHELL: ReadonlySet<string> = new Set([
  '_',
  'PWD',
  'OLDPWD',
  'SHLVL',
  'SKEIN_READING_ENVIRONMENT'
])

/** `{}` when there is no shell to ask. Rejects when it does not answer. */
export async function readLoginShell(options: LoginShellOptions): Promise<Environment> {
  const shell = options.env['SHELL']
  if ((options.platform ?? process.platform) === 'win32' || shell === undefined || shell === '') return {}
  const mark = `skein-${randomUUID()}`
  const output = await ask(shell, `printf '%s' '${mark}'; /usr/bin/env -0; printf '%s' '${mark}'`, options)
  const environment = parseEnvironment(output, mark)
  if (environment === null) throw new Error(`${shell} did not print its environment`)
  return environment
}

/** What stands between the two marks, as variables; null when the marks are not there. */
export function parseEnvironment(output: string, mark: string): Record<string, string> | null {
  const start = output.indexOf(mark)
  const end = output.lastIndexOf(mark)
  if (start === -1 || end <= start) return null
  const environment: Record<string, string> = {}
  for (const entry of output.slice(start + mark.length, end).split('\0')) {
    const equals = entry.indexOf('=')
    if (equals <= 0) continue
    const name = entry.slice(0, equals)
    if (!OF_THE_SHELL.has(name)) environment[name] = entry.slice(equals + 1)
  }
  return environment
}

function ask(shell: string, command: string, { env, clock }: LoginShellOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    // A session of its own: an interactive shell must not reach for our terminal.
    const child = spawn(shell, ['-ilc', command], {
      env: { ...env, SKEIN_READING_ENVIRONMENT: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true
    })
    const chunks: Buffer[] = []
    let size = 0
    const stop = (error: Error): void => {
      killGroup(child.pid)
      child.stdout.destroy()
      reject(error)
    }
    const limit = clock.setTimeout(
      () => stop(new Error(`${shell} took longer than ${LIMIT_MS} ms`)),
      LIMIT_MS
    )
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size > OUTPUT_LIMIT) stop(new Error(`${shell} printed more than ${OUTPUT_LIMIT} bytes`))
    })
    child.once('error', (error) => {
      limit.cancel()
      reject(error)
    })
    // Not `close`: a daemon the shell's files start may hold the output open.
    child.once('exit', () => {
      limit.cancel()
      setImmediate(() => {
        child.stdout.destroy()
        resolve(Buffer.concat(chunks).toString('utf8'))
      })
    })
  })
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // Gone already.
    if (codeOf(error) !== 'ESRCH') throw error
  }
}
