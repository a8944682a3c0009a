/**
 * A refusal of the API, as Claude Code names it in its frames and in its transcript, as a code of ours
 * and a sentence that says what to do: the same while it happens and when it is read again. Pure.
 */
import type { Failure } from '../../shared/errors.ts'

const LOG_IN =
  'Claude Code is not logged in or the key was refused. Run `claude` in a terminal and log in (/login), or set ANTHROPIC_API_KEY, then send again.'

/** A refusal of the API as a code of ours; `said` is the CLI's own sentence. */
export function apiFailure(code: string, said: string): Failure {
  switch (code) {
    case 'authentication_failed':
    case 'oauth_org_not_allowed':
    case 'account_on_hold':
    case 'verification_required':
    case 'cloud_credential_error':
      return {
        code: 'authentication_failed',
        message: code === 'authentication_failed' ? LOG_IN : withSaid(LOG_IN, said)
      }
    case 'rate_limit':
      return {
        code: 'rate_limit',
        message: withSaid('The usage limit is reached for now. Wait a while, then send again.', said)
      }
    case 'server_error':
    case 'overloaded':
      return {
        code: 'server_error',
        message: withSaid(
          "Claude's servers could not answer. Nothing is lost: wait a moment, then send again.",
          said
        )
      }
    case 'billing_error':
      return {
        code: 'billing_error',
        message: withSaid(
          'The account has no credit left or billing is not set up. Settle that, then send again.',
          said
        )
      }
    case 'model_not_found':
      return {
        code: 'model_not_found',
        message: withSaid(
          'This model does not exist or is not open to your account. Choose another model.',
          said
        )
      }
    case 'invalid_request':
    case 'max_output_tokens':
      return {
        code: 'invalid_request',
        message: withSaid('The model refused this request. Change the message and send again.', said)
      }
    default:
      return {
        code: 'unknown',
        message: withSaid(
          'Claude Code could not finish this turn. Send again; if it stays so, look at the log.',
          said
        )
      }
  }
}

/** Long enough for the reason, short enough for a banner. */
const SAID_LIMIT = 300

/** `sentence`, and what the agent itself said about it. */
export function withSaid(sentence: string, said: string): string {
  const line = said.replaceAll(/\s+/g, ' ').trim()
  if (line === '') return sentence
  return `${sentence} (It said: ${line.length > SAID_LIMIT ? `${line.slice(0, SAID_LIMIT)}…` : line})`
}
