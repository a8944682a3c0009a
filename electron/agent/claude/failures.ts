/** What went wrong with Claude Code, as a code for programs and a sentence for people. Pure. */
import type { Failure, Parameters } from '../../../shared/errors.ts'
import { apiRefusals, apiRetries } from '../../../shared/words/en/apiRefusals.ts'
import { ourFailure } from '../../ourFailure.ts'
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
  if (lost !== undefined) return ourFailure('resume_failed')
  if (
    result.errors?.some((error) => /No message found with message\.uuid|resume-session-at/iu.test(error)) ===
    true
  ) {
    return ourFailure('cannot_rewind', { why: 'place_lost' })
  }
  if (result.subtype === 'error_max_turns' || result.terminal_reason === 'max_turns') {
    return ourFailure('max_turns')
  }
  if (result.terminal_reason === 'prompt_too_long') {
    return { code: 'prompt_too_long', message: apiRefusals.prompt_too_long }
  }
  const said = refusal?.text ?? result.result ?? ''
  return apiFailure(refusal?.code ?? 'unknown', said, refusal?.at ?? now)
}

/** Why the model is asked again; `status` is null when it was not reached at all. */
export function retryReason(code: string, status: number | null): Failure {
  const failure = apiFailure(code, '')
  if (status === null) return { code: 'server_error', message: apiRetries.unreached }
  switch (failure.code) {
    case 'rate_limit':
      return { code: failure.code, message: apiRetries.rate_limit }
    case 'server_error':
    case 'overloaded':
      return { code: 'server_error', message: apiRetries.server_error }
    case 'authentication_failed':
      return { code: failure.code, message: apiRetries.authentication_failed }
    default:
      return { code: failure.code, message: apiRetries.refused(status) }
  }
}

/** The process ended in the middle of a turn. `stderr` is the end of what it wrote there. */
export function deathFailure(exit: ProcessExit, stderr: string): Failure {
  if (stderr.includes('cannot be used with root')) {
    return ourFailure('permission_mode_refused')
  }
  const lastWords = stderr.trim().split('\n').at(-1)?.trim() ?? ''
  return alsoSaid(ourFailure('agent_died', exitParameters(exit)), lastWords)
}

/** It ended without having written down all it said. */
export function writesLost(frame: {
  readonly error_code?: string | undefined
  readonly lost?: readonly string[] | undefined
}): Failure {
  return ourFailure('agent_writes_lost', {
    lost: frame.lost?.includes('transcript') === false ? 'settings' : 'session',
    cause: frame.error_code === 'EDQUOT' ? 'quota' : 'full'
  })
}

/** How a process ended; both null while that is not known. */
export interface ProcessExit {
  readonly code: number | null
  readonly signal: string | null
}

function exitParameters({ code, signal }: ProcessExit): Parameters {
  if (signal !== null) return { how: 'signal', signal }
  return code === null ? { how: 'ended' } : { how: 'exit', exitCode: code }
}

/** What it said is shown under a sentence of the page, which does not hold it. */
function alsoSaid(failure: Failure, words: string): Failure {
  return words === '' ? failure : { ...failure, message: withSaid(failure.message, words), said: words }
}

export function folderMissing(folder: string): Failure {
  return ourFailure('folder_missing', { folder })
}

export function startFailure(reason: string): Failure {
  return alsoSaid(ourFailure('agent_died', { how: 'not_started' }), reason)
}

/** Its transcript begins with the first prompt, and there is no place before it to go on from. */
export function cannotForgetAll(): Failure {
  return ourFailure('cannot_rewind', { why: 'first_message', agent: 'Claude Code' })
}
