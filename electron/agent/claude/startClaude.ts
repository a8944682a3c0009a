/** What must be true before Claude Code is started, checked in the order a person can mend it. */
import { stat } from 'node:fs/promises'
import { codeOf, messageOf } from '../../../shared/errors.ts'
import type { Failure } from '../../../shared/errors.ts'
import { ourFailure } from '../../ourFailure.ts'
import type { Clock } from '../../clock.ts'
import type { AgentTask } from '../port.ts'
import type { Environment } from '../processLoginShell.ts'
import type { ProcessLedger } from '../processLedger.ts'
import type { ClaudeProcess, ClaudeProcessOptions } from './claudeProcess.ts'
import { agentEnvironment } from './environment.ts'
import type { FoundExecutable } from './executable.ts'
import { folderMissing } from './failures.ts'
import { untrustedEnvironment } from './untrusted.ts'

/** What every session's process needs of the installation. */
export interface ClaudeParts {
  /** Of this process. */
  readonly env: Environment
  readonly loginShell: () => Promise<Environment>
  /** What is given to its processes alone. */
  readonly secrets: () => Promise<Readonly<Record<string, string>>>
  readonly findExecutable: () => Promise<FoundExecutable>
  readonly ledger: ProcessLedger
  readonly clock: Clock
}

/** Thrown when it cannot be started; says what the turn fails with. */
export class StartRefused extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.name = 'StartRefused'
    this.failure = failure
  }
}

export type StartOptions = Pick<
  ClaudeProcessOptions,
  'canUseTool' | 'beforeToolUse' | 'onFrame' | 'onEnd' | 'permissionMode' | 'model' | 'effort' | 'tellsHooks'
> & {
  readonly resumeAt?: string | null
}

export async function startClaude(
  task: AgentTask,
  parts: ClaudeParts,
  options: StartOptions
): Promise<ClaudeProcess> {
  const { cwd, sessionId, trusted, log } = task
  // Claude Code blames its own program for a folder that is not there.
  if (!(await isFolder(cwd))) throw new StartRefused(folderMissing(cwd))
  const found = await parts.findExecutable()
  if (!found.found) throw new StartRefused(ourFailure('agent_not_found', found.why))
  const mark = parts.ledger.newMark()
  // Loaded with the first process: a start does without.
  const { ClaudeProcess } = await import('./claudeProcess.ts')
  // A key somebody gave Skein for this agent is meant, whatever the environment has.
  const env = {
    ...agentEnvironment(parts.env, await parts.loginShell(), mark),
    ...(await keptSecrets(parts))
  }
  const started = await ClaudeProcess.start({
    ...options,
    sessionId,
    conversationId: task.conversation?.() ?? sessionId,
    resume: await task.hasPast(),
    resumeAt: options.resumeAt ?? null,
    cwd,
    executable: found.path,
    env: trusted ? env : untrustedEnvironment(env),
    mark,
    trusted,
    ledger: parts.ledger,
    clock: parts.clock,
    log
  })
  log.info({ session: sessionId, trusted }, 'Claude Code started')
  return started
}

async function keptSecrets({ secrets }: ClaudeParts): Promise<Readonly<Record<string, string>>> {
  try {
    return await secrets()
  } catch (error) {
    throw new StartRefused(ourFailure('key_unreadable', { reason: messageOf(error) }))
  }
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory()
  } catch (error) {
    // Gone, or not ours to enter: either way nobody can work there.
    return codeOf(error) === null ? Promise.reject(error) : false
  }
}
