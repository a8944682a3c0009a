/** What went wrong with Claude Code, as a code for programs and a sentence for people. Pure. */
import type { Failure, Parameters } from '../../../shared/errors.ts'
import { apiFailure, withSaid } from './transcript/apiFailure.ts'
import type { ResultFrame } from './frames.ts'

/** What the CLI said in the model's place when the API refused, in this turn. */
export interface ApiRefusal {
  /** `authentication_failed`, `rate_limit`, … */
  readonly code: string
  readonly text: string
  /** ISO time at which it was said. */
  readonly at: string | null
}

/** Why a turn whose `result` says `is_error` failed. */
export function failureOf(
  result: ResultFrame,
  refusal: ApiRefusal | null,
  now: string | null = null
): Failure {
  const lost = result.errors?.find((error) => error.includes('No conversation found'))
  if (lost !== undefined) return resumeFailed()
  if (
    result.errors?.some((error) => /No message found with message\.uuid|resume-session-at/iu.test(error)) ===
    true
  ) {
    return rewindFailed()
  }
  if (result.subtype === 'error_max_turns' || result.terminal_reason === 'max_turns') {
    return {
      code: 'max_turns',
      message: 'Claude Code stopped after the most steps one turn may take. Send a message to let it go on.'
    }
  }
  if (result.terminal_reason === 'prompt_too_long') {
    return {
      code: 'prompt_too_long',
      message:
        'The conversation no longer fits the model. Send /compact to shorten it, or start a new session; very large attachments may have to be left out.'
    }
  }
  const said = refusal?.text ?? result.result ?? ''
  return apiFailure(refusal?.code ?? 'unknown', said, refusal?.at ?? now)
}

/** Why the model is asked again; `status` is null when it was not reached at all. */
export function retryReason(code: string, status: number | null): Failure {
  const failure = apiFailure(code, '')
  if (status === null) return { code: 'server_error', message: 'The model could not be reached.' }
  switch (failure.code) {
    case 'rate_limit':
      return { code: failure.code, message: 'Too many requests for now.' }
    case 'server_error':
    case 'overloaded':
      return { code: 'server_error', message: "The model's servers are overloaded or failing." }
    case 'authentication_failed':
      return { code: failure.code, message: 'The key or the login was refused.' }
    default:
      return { code: failure.code, message: `The model refused the request (HTTP ${status}).` }
  }
}

/** The process ended in the middle of a turn. `stderr` is the end of what it wrote there. */
export function deathFailure(exit: ProcessExit, stderr: string): Failure {
  if (stderr.includes('cannot be used with root')) {
    return {
      code: 'permission_mode_refused',
      message:
        'Claude Code does not skip permissions for the root user. Choose another permission mode, or run Skein as an ordinary user.'
    }
  }
  const lastWords = stderr.trim().split('\n').at(-1)?.trim() ?? ''
  return {
    code: 'agent_died',
    message: withSaid(
      `Claude Code stopped in the middle of its work (${exitInWords(exit)}). Send again: a new process goes on where this one was.`,
      lastWords
    ),
    ...saidBy(lastWords),
    parameters: exitParameters(exit)
  }
}

/** It ended without having written down all it said. */
export function writesLost(frame: {
  readonly error_code?: string | undefined
  readonly lost?: readonly string[] | undefined
}): Failure {
  const what =
    frame.lost?.includes('transcript') === false
      ? 'changes to its own settings'
      : 'part of this session. When it goes on, it may have forgotten that part'
  const why = frame.error_code === 'EDQUOT' ? 'the disk quota was used up' : 'the disk was full'
  return {
    code: 'agent_writes_lost',
    message: `Claude Code could not save ${what}: ${why}. Free some space before you go on.`,
    parameters: {
      lost: frame.lost?.includes('transcript') === false ? 'settings' : 'session',
      cause: frame.error_code === 'EDQUOT' ? 'quota' : 'full'
    }
  }
}

/** How a process ended; both null while that is not known. */
export interface ProcessExit {
  readonly code: number | null
  readonly signal: string | null
}

function exitInWords({ code, signal }: ProcessExit): string {
  if (signal !== null) return `ended by signal ${signal}`
  return code === null ? 'its output ended' : `exit code ${code}`
}

function exitParameters({ code, signal }: ProcessExit): Parameters {
  if (signal !== null) return { how: 'signal', signal }
  return code === null ? { how: 'ended' } : { how: 'exit', exitCode: code }
}

/** What it said is shown under a sentence of the page, which does not hold it. */
function saidBy(words: string): Pick<Failure, 'said'> {
  return words === '' ? {} : { said: words }
}

export function folderMissing(folder: string): Failure {
  return {
    code: 'folder_missing',
    message: `The folder ${folder} does not exist any more or cannot be read. Bring it back, or open the project from where it is now.`,
    parameters: { folder }
  }
}

export function startFailure(reason: string): Failure {
  return {
    code: 'agent_died',
    message: withSaid('Claude Code could not be started.', reason),
    ...saidBy(reason),
    parameters: { how: 'not_started' }
  }
}

/** Its transcript begins with the first prompt, and there is no place before it to go on from. */
export function cannotForgetAll(): Failure {
  return {
    code: 'cannot_rewind',
    message:
      'Claude Code cannot forget the first message of a session. Start a new session to write it anew.',
    parameters: { why: 'first_message', agent: 'Claude Code' }
  }
}

function rewindFailed(): Failure {
  return {
    code: 'cannot_rewind',
    message:
      'Claude Code no longer has the place you went back to. Choose another branch, or start a new session.',
    parameters: { why: 'place_lost' }
  }
}

function resumeFailed(): Failure {
  return {
    code: 'resume_failed',
    message:
      'Claude Code no longer has this conversation: its transcript was moved or deleted. Start a new session to go on.'
  }
}
