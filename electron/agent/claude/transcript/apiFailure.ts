/**
 * A refusal of the API, as Claude Code names it in its frames and in its transcript, as a code of ours
 * and a sentence that says what to do: the same while it happens and when it is read again. The page has a sentence
 * of its own for each code, in its language. Pure.
 */
import { shortText } from '../../../../shared/cutText.ts'
import type { Failure } from '../../../../shared/errors.ts'
import { refusalKind } from './refusalKinds.ts'
import type { RefusalKind } from './refusalKinds.ts'
import { resetTimeIn } from './resetTime.ts'

/** A refusal of the API as a code of ours; `said` is the CLI's own sentence, `at` (ISO) when it said so. */
export function apiFailure(code: string, said: string, at: string | null = null): Failure {
  const kind = refusalKind(code, said)
  const line = oneLine(said)
  const failure = {
    code: kind === 'account_refused' ? 'authentication_failed' : kind,
    message:
      kind === 'not_logged_in' || isPlainKey(kind, code) ? sentences[kind] : withSaid(sentences[kind], said),
    ...(line === '' ? null : { said: line })
  }
  const resetsAt = kind === 'usage_limit' || kind === 'rate_limit' ? resetTimeIn(said, at) : null
  return resetsAt === null ? failure : { ...failure, resetsAt }
}

/** What the CLI says of a refused key says no more than that. */
function isPlainKey(kind: RefusalKind, code: string): boolean {
  return kind === 'authentication_failed' && code === 'authentication_failed'
}

const LOG_IN =
  'Claude Code is not logged in or the key was refused. Run `claude` in a terminal and log in (/login), or set ANTHROPIC_API_KEY, then send again.'

const sentences: Readonly<Record<RefusalKind, string>> = {
  usage_limit: 'The usage limit is reached for now. Wait a while, then send again.',
  rate_limit: 'Too many requests for now. Wait a while, then send again.',
  overloaded: "Claude's servers are overloaded. Nothing is lost: wait a moment, then send again.",
  server_error: "Claude's servers could not answer. Nothing is lost: wait a moment, then send again.",
  network:
    "Claude's servers cannot be reached. Look at your network, a proxy or a firewall, then send again.",
  prompt_too_long:
    'The conversation no longer fits the model. Send /compact to shorten it, or start a new session; very large attachments may have to be left out.',
  request_too_large:
    'The request is too large. Leave out large images and files, or send /compact, then send again.',
  authentication_failed: LOG_IN,
  login_expired:
    'The login has expired. Run `claude` in a terminal and log in anew (/login), then send again.',
  not_logged_in: LOG_IN,
  account_refused: LOG_IN,
  billing_error: 'The account has no credit left or billing is not set up. Settle that, then send again.',
  model_not_found: 'This model does not exist or is not open to your account. Choose another model.',
  answer_too_long:
    'The answer became longer than the model may write at once. Ask it to go on, or for the work in smaller parts.',
  invalid_request: 'The model refused this request. Change the message and send again.',
  unknown: 'Claude Code could not finish this turn. Send again; if it stays so, look at the log.'
}

/** Long enough for the reason, short enough for a banner. */
const SAID_LIMIT = 300

/** `sentence`, and what the agent itself said about it. */
export function withSaid(sentence: string, said: string): string {
  const line = oneLine(said)
  return line === '' ? sentence : `${sentence} (It said: ${line})`
}

function oneLine(said: string): string {
  return shortText(said.replaceAll(/\s+/g, ' ').trim(), SAID_LIMIT + 1)
}
