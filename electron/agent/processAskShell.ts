/**
 * Asks the user's login shell for its environment: starts it, reads what it prints, ends it. Loaded by
 * `processLoginShell.ts` when somebody first needs what it knows.
 */
import { describeHand } from '../../shared/words/en/foreignHand.ts'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { codeOf } from '../../shared/errors.ts'
import { foreignHand } from '../machine/foreignHand.ts'
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

/** `{}` when there is no shell to ask. Rejects when it does not answer, or is none that may be started. */
export async function readLoginShell(options: LoginShellOptions): Promise<Environment> {
  const shell = options.env['SHELL']
  if ((options.platform ?? process.platform) === 'win32' || shell === undefined || shell === '') return {}
  refuseForeign(shell)
  const mark = `skein-${randomUUID()}`
  const command = `printf '%s' '${mark}'; /usr/bin/env -0; printf '%s' '${mark}'`
  const output = await ask({ shell, command, mark }, options)
  const environment = parseEnvironment(output, mark)
  if (environment === null) throw new Error(`${shell} did not print its environment`)
  return environment
}

/** `SHELL` is only a word of the environment: a full path, to a program that nobody else may change. */
function refuseForeign(shell: string): void {
  if (!path.isAbsolute(shell)) throw new Error('SHELL is not a full path')
  const hand = foreignHand(shell)
  if (hand !== null) throw new Error(describeHand(hand).reason)
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

interface Question {
  readonly shell: string
  readonly command: string
  /** The command's output begins and ends with it. */
  readonly mark: string
}

/** What the shell has printed, up to the second mark at least, or all of it. */
function ask({ shell, command, mark }: Question, { env, clock, ledger }: LoginShellOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    // A session of its own: an interactive shell must not reach for our terminal.
    // At home: the folder Skein was started in may bring what the shell's own files run or read there (`.envrc`).
    const child = spawn(shell, ['-ilc', command], {
      cwd: homeOf(env),
      env: { ...env, SKEIN_READING_ENVIRONMENT: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true
    })
    // Not by a mark: what the shell's own files start is the person's, and would carry it on.
    const added = child.pid === undefined ? null : ledger?.add({ pid: child.pid, mark, sessionId: '' })
    child.once('exit', () => void added?.then(() => ledger?.remove(mark))) // neither rejects
    let output = Buffer.alloc(0)
    // Also of a shell that has told everything and does not end.
    const limit = clock.setTimeout(
      () => stop(new Error(`${shell} took longer than ${LIMIT_MS} ms`)),
      LIMIT_MS
    )
    const stop = (error: Error): void => {
      limit.cancel()
      // What an ended shell leaves behind is the person's.
      if (child.exitCode === null && child.signalCode === null) killGroup(child.pid)
      child.stdout.destroy()
      reject(error)
    }
    // Neither `exit`, after which there may be more to read, nor only `close`: a daemon that the shell's files start may
    // hold the output open.
    const finish = (): void => {
      child.stdout.destroy()
      resolve(output.toString('utf8'))
    }
    child.stdout.on('data', (chunk: Buffer) => {
      output = Buffer.concat([output, chunk])
      if (output.indexOf(mark) !== output.lastIndexOf(mark)) finish()
      else if (output.length > OUTPUT_LIMIT)
        stop(new Error(`${shell} printed more than ${OUTPUT_LIMIT} bytes`))
    })
    child.once('error', stop)
    child.once('close', () => {
      limit.cancel()
      finish()
    })
  })
}

function homeOf(env: Environment): string {
  const places = [env['HOME'] ?? '', os.homedir()]
  return (
    places.find((place) => path.isAbsolute(place) && existsSync(place)) ?? path.parse(process.execPath).root
  )
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
