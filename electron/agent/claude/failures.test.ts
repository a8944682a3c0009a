import { describe, expect, it } from 'vitest'
import { apiFailure } from './transcript/apiFailure.ts'
import { deathFailure, failureOf, retryReason } from './failures.ts'
import type { ResultFrame } from './frames.ts'

const failed: ResultFrame = {
  type: 'result',
  subtype: 'success',
  is_error: true,
  terminal_reason: 'api_error'
}

describe('failures', () => {
  it.each([
    [{ ...failed, subtype: 'error_max_turns' }, null, 'max_turns'],
    [{ ...failed, terminal_reason: 'prompt_too_long' }, null, 'prompt_too_long'],
    [{ ...failed, errors: ['No conversation found with session ID: x'] }, null, 'resume_failed'],
    [failed, { code: 'overloaded', text: '', at: null }, 'overloaded'],
    [failed, { code: 'billing_error', text: '', at: null }, 'billing_error'],
    [failed, { code: 'cloud_credential_error', text: 'expired', at: null }, 'authentication_failed'],
    [failed, { code: 'brand_new', text: '', at: null }, 'unknown'],
    [failed, null, 'unknown']
  ])('%j with %j is told as %s', (result, refusal, code) => {
    expect(failureOf(result, refusal).code).toBe(code)
  })

  it.each([
    ['overloaded', 529, { code: 'server_error', message: "The model's servers are overloaded or failing." }],
    ['rate_limit', 429, { code: 'rate_limit', message: 'Too many requests for now.' }],
    ['unknown', 418, { code: 'unknown', message: 'The model refused the request (HTTP 418).' }],
    ['unknown', null, { code: 'server_error', message: 'The model could not be reached.' }]
  ])('%s with status %s is why it is asked again', (code, status, failure) => {
    expect(retryReason(code, status)).toEqual(failure)
  })

  it('says what to do when nobody is logged in', () => {
    expect(apiFailure('authentication_failed', 'Not logged in · Please run /login').message).toBe(
      'Claude Code is not logged in or the key was refused. Run `claude` in a terminal and log in (/login), or set ANTHROPIC_API_KEY, then send again.'
    )
  })

  it('adds what the CLI said, in one line and not too long', () => {
    const { message } = apiFailure('rate_limit', `resets\nat 5 ${'x'.repeat(400)}`)
    expect(message).toMatch(/then send again\. \(It said: resets at 5 x+…\)$/)
    expect(message.length).toBeLessThan(420)
  })

  it('names the signal, the exit code, or says that it does not know', () => {
    const say = (code: number | null, signal: string | null): string =>
      deathFailure({ code, signal }, '').message
    expect(
      [say(null, 'SIGKILL'), say(3, null), say(null, null)].map((message) => /\((.*?)\)/.exec(message)?.[1])
    ).toEqual(['ended by signal SIGKILL', 'exit code 3', 'its output ended'])
  })
})
