/**
 * Starts the tools of this project: each by its JavaScript entry in the Node that runs the script,
 * so that no shell and no `.cmd` shim is needed on any system. Called by the other scripts.
 */
import { spawn, type StdioOptions } from 'node:child_process'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Entries of the tools, relative to the project. */
export const tool = {
  electronBuilder: 'node_modules/electron-builder/cli.js',
  electronVite: 'node_modules/electron-vite/bin/electron-vite.js',
  installElectron: 'node_modules/electron/install.js',
  knip: 'node_modules/knip/bin/knip.js',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  playwright: 'node_modules/@playwright/test/cli.js',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs'
} as const

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly stdio?: StdioOptions
  /** After this long the program is killed and counts as failed. */
  readonly limitMs?: number
}

/** Everything to standard error: for programs whose output must not mix with ours. */
export const outputToStderr: StdioOptions = ['ignore', 2, 2]

/** Runs a JavaScript program of this project to its end; its exit code, 128 + n after signal n. */
export function runNode(entry: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  return runProgram(process.execPath, [join(root, entry), ...args], options)
}

/**
 * Runs a program in the project's folder to its end. SIGINT and SIGTERM sent to us are passed on, and
 * we end when it has. A program that cannot start is exit code 127.
 */
export function runProgram(file: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  const child = spawn(file, args, {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: options.stdio ?? 'inherit',
    timeout: options.limitMs,
    killSignal: 'SIGKILL'
  })
  let stoppedBy: NodeJS.Signals | null = null
  const passOn = (signal: NodeJS.Signals): void => {
    stoppedBy = signal
    child.kill(signal)
  }
  process.on('SIGINT', passOn)
  process.on('SIGTERM', passOn)
  return new Promise<number>((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${file} could not be started: ${error.message}\n`)
      resolve(127)
    })
    child.once('close', (code, signal) => {
      if (stoppedBy !== null) process.exit(128 + constants.signals[stoppedBy])
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  }).finally(() => {
    process.off('SIGINT', passOn)
    process.off('SIGTERM', passOn)
  })
}
