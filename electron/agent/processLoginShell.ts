/**
 * The environment of the user's login shell. An app that is started from a desktop has a bare
 * `PATH`; what the user's terminal knows (version managers, keys) is only in the shell's own files.
 */
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { messageOf } from '../../shared/errors.ts'
import type { ProcessLedger } from './processLedger.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface LoginShellOptions {
  /** Of this process: says which shell, and is what the shell starts from. */
  readonly env: Environment
  readonly clock: Clock
  readonly log: Log
  readonly platform?: NodeJS.Platform
  /** Where the shell is written down while it is asked. Absent: nowhere. */
  readonly ledger?: ProcessLedger
  /** Called once with what the shell told; never when it did not answer. */
  readonly onTold?: (environment: Environment) => void
}

/** Reads the environment once; `{}` when there is no shell to ask or it does not answer. Never rejects. */
export function createLoginShell(options: LoginShellOptions): () => Promise<Environment> {
  let read: Promise<Environment> | null = null
  return () => {
    read ??= ask(options).catch((error: unknown) => {
      options.log.warn({ error: messageOf(error) }, 'the login shell did not tell its environment')
      return {}
    })
    return read
  }
}

async function ask(options: LoginShellOptions): Promise<Environment> {
  const { readLoginShell } = await import('./processAskShell.ts')
  const environment = await readLoginShell(options)
  options.onTold?.(environment)
  return environment
}
