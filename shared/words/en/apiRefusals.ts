/**
 * What the server says of a refusal of the model's API, by its code: in transcripts and exports, which any program may
 * show. The page says it in words of its own (`failure` of its words), and gives those that are the same. No page loads
 * this. Pure.
 */
import { failure } from './page/failure.ts'

/** An export knows no settings of ours. */
const LOG_IN =
  'Claude Code is not logged in or the key was refused. Run `claude` in a terminal and log in (/login), or set ANTHROPIC_API_KEY, then send again.'

export const apiRefusals = {
  ...failure.refusals,
  authentication_failed: LOG_IN,
  not_logged_in: LOG_IN,
  account_refused: LOG_IN,
  usage_limit: failure.usageLimit(null)
} as const

/** Why the model is asked again. */
export const apiRetries = {
  unreached: 'The model could not be reached.',
  rate_limit: failure.retries.rate_limit,
  server_error: "The model's servers are overloaded or failing.",
  authentication_failed: failure.retries.authentication_failed,
  /** @param status of HTTP */
  refused: (status: number) => `The model refused the request (HTTP ${status}).`
}
