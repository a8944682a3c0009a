import { describe, expect, it, test } from 'vitest'
import { readRecord } from '../../../../tests/support/claude/testClaudeReading.ts'
import { apiFailure } from './apiFailure.ts'
import { resetTimeIn } from './resetTime.ts'

const at = '2026-01-05T08:00:00.000Z'

describe('a refusal is told as what it is, by its code and by its words', () => {
  it.each([
    // What older versions put in the model's place, without a code.
    ['unknown', 'Claude AI usage limit reached|1767625200', 'usage_limit'],
    ['unknown', 'You have reached your specified API usage limits.', 'usage_limit'],
    [
      'unknown',
      'Your account does not have access to Claude Code. Please run /login.',
      'authentication_failed'
    ],
    ['unknown', 'This organization has been disabled.', 'authentication_failed'],
    ['unknown', 'API Error (us.anthropic.claude): 403 You don’t have access to the model', 'model_not_found'],
    [
      'unknown',
      'API Error: Claude Code is unable to respond to this request, which appears to violate our Usage Policy',
      'invalid_request'
    ],
    ['unknown', '5-hour limit reached ∙ resets 1am', 'usage_limit'],
    ['unknown', 'Weekly limit reached ∙ resets Oct 5, 3pm', 'usage_limit'],
    ['unknown', "You've hit your session limit · resets 10:30pm (Europe/Berlin)", 'usage_limit'],
    [
      'unknown',
      'API Error: 529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
      'overloaded'
    ],
    ['unknown', 'API Error (Request timed out.)', 'network'],
    ['unknown', 'API Error (Connection error.)', 'network'],
    ['unknown', 'API Error: Repeated 529 Overloaded errors', 'overloaded'],
    [
      'unknown',
      'API Error: 401 {"error":{"type":"authentication_error","message":"OAuth token has expired. Please obtain a new token"}} · Please run /login',
      'login_expired'
    ],
    ['unknown', 'OAuth token revoked · Please run /login', 'login_expired'],
    ['unknown', 'Invalid API key · Please run /login', 'authentication_failed'],
    ['unknown', 'Invalid API key · Fix external API key', 'authentication_failed'],
    ['unknown', 'Credit balance is too low', 'billing_error'],
    ['unknown', 'Prompt is too long', 'prompt_too_long'],
    [
      'unknown',
      'API Error: 400 {"error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}',
      'prompt_too_long'
    ],
    [
      'unknown',
      'API Error: 400 {"error":{"message":"input length and `max_tokens` exceed context limit: 199000 + 8000 > 200000"}}',
      'prompt_too_long'
    ],
    [
      'unknown',
      'API Error: 404 {"error":{"type":"not_found_error","message":"model: nosuch"}}',
      'model_not_found'
    ],
    [
      'unknown',
      'API Error: 500 {"error":{"type":"api_error","message":"Internal server error"}}',
      'server_error'
    ],
    ['unknown', 'API Error: 429 {"error":{"type":"rate_limit_error","message":"Too many"}}', 'rate_limit'],
    ['unknown', 'API Error: 400 {"error":{"message":"something else"}}', 'invalid_request'],
    ['unknown', 'Something nobody has ever said', 'unknown'],
    // What newer versions say, with a code that is one for several things.
    ['rate_limit', 'API Error: Request rejected (429) · scripted 429', 'rate_limit'],
    ['rate_limit', "You've hit your weekly limit · resets 3pm (UTC)", 'usage_limit'],
    ['rate_limit', "You're out of extra usage · resets 3pm (UTC)", 'usage_limit'],
    [
      'server_error',
      'API Error: Connection refused — a firewall or proxy may be blocking it (ECONNREFUSED)',
      'network'
    ],
    [
      'server_error',
      'API Error: 529 Overloaded. This is a server-side issue, usually temporary',
      'overloaded'
    ],
    ['server_error', 'API Error: 500 Internal. This is a server-side issue', 'server_error'],
    ['overloaded', '', 'overloaded'],
    [
      'invalid_request',
      'Prompt is too long · the request is ~210000 tokens (limit 200000)',
      'prompt_too_long'
    ],
    [
      'invalid_request',
      'Request too large (max 32MB). Accumulated images and attachments',
      'request_too_large'
    ],
    ['invalid_request', 'Your credit balance is too low to access the Anthropic API.', 'billing_error'],
    ['authentication_failed', 'Not logged in · Please run /login', 'not_logged_in'],
    [
      'authentication_failed',
      'Failed to authenticate. API Error: 401 invalid x-api-key',
      'authentication_failed'
    ],
    ['authentication_failed', 'OAuth token has expired', 'login_expired'],
    ['billing_error', 'Credit balance is too low', 'billing_error'],
    ['model_not_found', "There's an issue with the selected model (x).", 'model_not_found'],
    [
      'max_output_tokens',
      "API Error: Claude's response exceeded the 128000 output token maximum. To configure this behavior, …",
      'answer_too_long'
    ],
    [
      'unknown',
      "API Error: Claude's response exceeded the 32000 output token maximum. To configure this behavior, …",
      'answer_too_long'
    ],
    [
      'invalid_request',
      'Image was too large. Try resizing the image or using a different approach.',
      'request_too_large'
    ],
    ['unknown', 'PDF too large. Please double press esc to edit your message', 'request_too_large'],
    ['unknown', 'API Error: 402 scripted 402', 'billing_error'],
    [
      'rate_limit',
      'API Error: Request rejected (429) · Number of request tokens has exceeded your per-minute rate limit',
      'rate_limit'
    ],
    ['account_on_hold', 'held', 'authentication_failed']
  ])('%s: %s', (code, said, kind) => {
    const failure = apiFailure(code, said, at)
    expect(failure.code).toBe(kind)
    expect(failure.message).toMatch(/^[A-Z].*\./u)
  })
})

describe('the time at which a limit begins anew', () => {
  it.each([
    ['Claude AI usage limit reached|1767625200', '2026-01-05T15:00:00.000Z'],
    ['resets 10:30pm (Europe/Berlin)', '2026-01-05T21:30:00.000Z'],
    ['resets 3am (America/Los_Angeles)', '2026-01-05T11:00:00.000Z'],
    ['resets 7am (UTC)', '2026-01-06T07:00:00.000Z'],
    ['resets Mon 9pm (UTC)', '2026-01-05T21:00:00.000Z'],
    ['resets Mon, 7am (UTC)', '2026-01-12T07:00:00.000Z'],
    ['resets Sunday at 11:30am (UTC)', '2026-01-11T11:30:00.000Z'],
    ['You will regain access on 2026-02-01 at 00:00 UTC.', '2026-02-01T00:00:00.000Z'],
    ['resets 12am (UTC)', '2026-01-06T00:00:00.000Z'],
    ['Your limit will reset at 1pm (Etc/GMT+5).', '2026-01-05T18:00:00.000Z'],
    ['resets Jan 9, 3pm (Asia/Calcutta)', '2026-01-09T09:30:00.000Z'],
    ['resets Mar 30 at 2:30pm (Europe/Berlin)', '2026-03-30T12:30:00.000Z'],
    ['resets 15:00 (UTC)', '2026-01-05T15:00:00.000Z'],
    ['resets 3pm (Nowhere/Land)', null],
    ['resets 99:99', null],
    ['resets soon', null]
  ])('%s', (text, time) => {
    expect(resetTimeIn(text, at)).toBe(time)
  })

  it('without a zone is of this machine', () => {
    const time = new Date(resetTimeIn('5-hour limit reached ∙ resets 1am', at) ?? '')
    expect([time.getHours(), time.getMinutes()]).toEqual([1, 0])
    expect(time.getTime()).toBeGreaterThan(Date.parse(at))
  })
})

test('what an older version put in the place of an answer is a failure, and what only talks of one is none', () => {
  const read = (text: string, model: string): unknown => {
    const record = {
      type: 'assistant',
      uuid: 'u',
      timestamp: at,
      message: { model, content: [{ type: 'text', text }] }
    }
    return readRecord(record, { offset: 0, fallbackTime: at, parentToolUseId: null })?.message
  }
  expect(read('Claude AI usage limit reached|1767625200', '<synthetic>')).toMatchObject({
    notice: 'failed',
    failure: { code: 'usage_limit', resetsAt: '2026-01-05T15:00:00.000Z' }
  })
  expect(read('The sentence "Credit balance is too low" means this.', '<synthetic>')).toMatchObject({
    notice: 'info'
  })
  expect(read('Prompt is too long', 'claude-sonnet')).toMatchObject({ role: 'assistant' })
})
