/**
 * The kinds of refusals an answer of the API may be, told by the code Claude Code gives, where it gives one that says
 * enough, and else by its words: older versions have no codes, and newer ones one code for several things. Pure;
 * called by `apiFailure.ts`.
 */

export type RefusalKind =
  | 'usage_limit'
  | 'rate_limit'
  | 'overloaded'
  | 'server_error'
  | 'network'
  | 'prompt_too_long'
  | 'request_too_large'
  | 'authentication_failed'
  | 'login_expired'
  | 'not_logged_in'
  | 'account_refused'
  | 'billing_error'
  | 'model_not_found'
  | 'answer_too_long'
  | 'invalid_request'
  | 'unknown'

/** Kinds a code alone may be, more exact ones first; the last one is what it is when no words say more. */
const kindsOfCode: Readonly<Record<string, readonly RefusalKind[]>> = {
  authentication_failed: ['account_refused', 'login_expired', 'not_logged_in', 'authentication_failed'],
  oauth_org_not_allowed: ['account_refused'],
  account_on_hold: ['account_refused'],
  verification_required: ['account_refused'],
  cloud_credential_error: ['authentication_failed'],
  rate_limit: ['usage_limit', 'billing_error', 'rate_limit'],
  overloaded: ['overloaded'],
  server_error: ['overloaded', 'network', 'server_error'],
  billing_error: ['billing_error'],
  model_not_found: ['model_not_found'],
  invalid_request: [
    'prompt_too_long',
    'request_too_large',
    'billing_error',
    'model_not_found',
    'invalid_request'
  ],
  max_output_tokens: ['answer_too_long']
}

/** What the words of each kind are, in the order in which they are looked for. */
const words: readonly (readonly [RefusalKind, RegExp])[] = [
  [
    'usage_limit',
    /\busage limit reached|\blimit reached\b|\b(?:hit|reached|exceeded) your (?!(?:[\w-]+ ){0,2}rate limit)(?:[\w-]+ ){0,3}limits?\b|out of (?:extra )?usage\b/iu
  ],
  [
    'prompt_too_long',
    /\b(?:prompt|input|conversation|context) is too long\b|\bexceeds? (?:the )?(?:model'?s? )?(?:maximum )?context\b|\bcontext (?:window|length) (?:is )?exceed|\bmax_tokens` exceed/iu
  ],
  [
    'request_too_large',
    /\brequest (?:is )?too large\b|\brequest_too_large\b|\bAPI Error: 413\b|\b(?:image|pdf)\b.{0,20}\btoo large\b|\bimage (?:exceeds|dimensions exceed)\b|\bmaximum of \d+ pdf pages\b/iu
  ],
  [
    'account_refused',
    /\b(?:account|organi[sz]ation)\b.{0,40}\b(?:does not have access|(?:is|was|has been) (?:disabled|suspended|put on hold))\b/iu
  ],
  [
    'billing_error',
    /\bcredit balance\b|\bout of credits?\b|\binsufficient (?:credits?|funds|quota)\b|\bbilling (?:issue|error|problem)\b|\bbilling_error\b|\bAPI Error:? 402\b/iu
  ],
  [
    'model_not_found',
    /\bissue with the selected model\b|\bmodel\b.{0,80}\b(?:not found|does not exist|may not exist|not available to)\b|\bnot_found_error\b.{0,80}\bmodel\b|\baccess to the model\b/iu
  ],
  [
    'login_expired',
    /\b(?:token|login|session|credentials?)\b.{0,30}\b(?:expired|revoked)\b|\bexpired (?:oauth )?(?:token|login|session)\b/iu
  ],
  [
    'not_logged_in',
    /\bnot logged in\b|\bno api key\b|\bmissing api key\b|\bcould not resolve authentication\b/iu
  ],
  [
    'authentication_failed',
    /\binvalid (?:x-)?api[ -]key\b|\binvalid bearer\b|\bauthentication_error\b|\bfailed to authenticate\b|\bAPI Error: 40[13]\b/iu
  ],
  ['overloaded', /\boverloaded(?:_error)?\b|\bAPI Error:? (?:Repeated )?529\b/iu],
  [
    'network',
    /\bE(?:CONN(?:REFUSED|RESET|ABORTED)|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE)\b|\bfetch failed\b|\bconnection (?:error|refused|reset|closed|timed out)\b|\bunable to connect\b|\bsocket hang up\b|\bnetwork error\b|\brequest timed out\b/iu
  ],
  ['rate_limit', /\brate[_ -]limit|\btoo many requests\b|\bAPI Error:? (?:Request rejected \()?429\b/iu],
  ['server_error', /\bAPI Error:? 5\d\d\b|\binternal server error\b|\bapi_error\b/iu],
  ['answer_too_long', /\boutput token maximum\b|\bmaximum output tokens?\b/iu],
  [
    'invalid_request',
    /\bAPI Error:? 4\d\d\b|\binvalid_request_error\b|\bviolates? our usage policy\b|\bsafeguards flagged\b/iu
  ]
]

/** `code`: `unknown` where none was given. */
export function refusalKind(code: string, said: string): RefusalKind {
  const allowed = kindsOfCode[code]
  const found = words.find(([kind, pattern]) => (allowed?.includes(kind) ?? true) && pattern.test(said))
  return found?.[0] ?? allowed?.at(-1) ?? 'unknown'
}

/** Whether words that nobody marked as a refusal are one: as older versions put them in the model's place. */
export function isBareRefusal(said: string): boolean {
  return barePattern.test(said.trimStart())
}

const barePattern =
  /^(?:API Error\b|Claude (?:AI )?usage limit reached|[\w-]+(?:[ -][\w-]+)? limit reached\b|You(?:['’]ve| have) (?:hit|reached) your\b|You['’]re out of (?:extra )?usage\b|Prompt is too long\b|Credit balance is too low\b|Invalid API key\b|OAuth token\b|Not logged in\b|Request too large\b|There's an issue with the selected model\b)/u
