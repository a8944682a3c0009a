/**
 * A refusal of the API, as Claude Code names it in its frames and in its transcript, as a code of ours
 * and a sentence that says what to do: the same while it happens and when it is read again. The page has a sentence
 * of its own for each code, in its language. Pure.
 */
import { shortText } from '../../../../shared/cutText.ts'
import type { Failure } from '../../../../shared/errors.ts'
import { apiRefusals } from '../../../../shared/words/en/apiRefusals.ts'
import { failure } from '../../../../shared/words/en/page/failure.ts'
import { refusalKind } from './refusalKinds.ts'
import type { RefusalKind } from './refusalKinds.ts'
import { resetTimeIn } from './resetTime.ts'

/** A refusal of the API as a code of ours; `said` is the CLI's own sentence, `at` (ISO) when it said so. */
export function apiFailure(code: string, said: string, at: string | null = null): Failure {
  const kind = refusalKind(code, said)
  const line = oneLine(said)
  const told = {
    code: kind === 'account_refused' ? 'authentication_failed' : kind,
    message:
      kind === 'not_logged_in' || isPlainKey(kind, code)
        ? apiRefusals[kind]
        : withSaid(apiRefusals[kind], said),
    ...(line === '' ? null : { said: line })
  }
  const resetsAt = kind === 'usage_limit' || kind === 'rate_limit' ? resetTimeIn(said, at) : null
  return resetsAt === null ? told : { ...told, resetsAt }
}

/** What the CLI says of a refused key says no more than that. */
function isPlainKey(kind: RefusalKind, code: string): boolean {
  return kind === 'authentication_failed' && code === 'authentication_failed'
}

/** Long enough for the reason, short enough for a banner. */
const SAID_LIMIT = 300

/** `sentence`, and what the agent itself said about it. */
export function withSaid(sentence: string, said: string): string {
  const line = oneLine(said)
  return line === '' ? sentence : `${sentence} (${failure.said(line)})`
}

function oneLine(said: string): string {
  return shortText(said.replaceAll(/\s+/g, ' ').trim(), SAID_LIMIT + 1)
}
