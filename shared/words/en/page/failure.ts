export const failure = {
  unreachable: 'Skein could not reach its server. It may be starting; try again in a moment.',
  /** What an agent itself said, behind our sentence. */
  said: (words: string) => `It said: ${words}`,
  /** `when`: "at 15:00", "on 5 Oct at 15:00"; null when it is not known. */
  usageLimit: (when: string | null) =>
    when === null
      ? 'The usage limit is reached for now. Wait a while, then send again.'
      : `The usage limit is reached. It begins anew ${when}; send again then.`,
  atTime: (time: string) => `at ${time}`,
  onDay: (day: string, time: string) => `on ${day} at ${time}`,
  /** Why the model is asked again, by the code of the refusal. */
  retries: {
    rate_limit: 'Too many requests for now.',
    usage_limit: 'The usage limit is reached.',
    server_error: 'The model’s servers fail or cannot be reached.',
    overloaded: 'The model’s servers are overloaded.',
    network: 'The model’s servers cannot be reached.',
    authentication_failed: 'The key or the login was refused.',
    invalid_request: 'The model refused the request.',
    unknown: 'The model refused the request.'
  },
  /** `limit`: as the program names it; `share`: "92 %"; `when` as above. */
  limitNear: (limit: string | null, share: string | null, when: string | null) => {
    const names: Readonly<Record<string, string>> = {
      five_hour: 'five-hour limit',
      seven_day: 'weekly limit',
      seven_day_opus: 'weekly limit for Opus',
      seven_day_sonnet: 'weekly limit for Sonnet'
    }
    const reset = when === null ? '' : ` It begins anew ${when}.`
    return `${share ?? 'Much'} of the ${names[limit ?? ''] ?? 'usage limit'} is used.${reset}`
  },
  toolDenied: (tool: string) => `${tool} was not allowed, and nobody was asked.`,
  /** Why what an answer had said was taken back. */
  withdrawn: {
    refused: 'The model refused to go on, and what it had said was taken back.',
    unreadable:
      'The model called a tool in a way that cannot be read. Its answer was taken back, and it is asked again.'
  },
  /** By the code of the refusal. */
  refusals: {
    rate_limit: 'Too many requests for now. Wait a while, then send again.',
    overloaded: 'Claude’s servers are overloaded. Nothing is lost: wait a moment, then send again.',
    server_error: 'Claude’s servers could not answer. Nothing is lost: wait a moment, then send again.',
    network:
      'Claude’s servers cannot be reached. Look at your network, a proxy or a firewall, then send again.',
    prompt_too_long:
      'The conversation no longer fits the model. Send /compact to shorten it, or start a new session; very large attachments may have to be left out.',
    request_too_large:
      'The request is too large. Leave out large images and files, or send /compact, then send again.',
    authentication_failed:
      'Claude Code is not logged in or the key was refused. Run `claude` in a terminal and log in (/login), or give another key in the settings, then send again.',
    login_expired:
      'The login has expired. Run `claude` in a terminal and log in anew (/login), then send again.',
    not_logged_in:
      'Claude Code is not logged in. Run `claude` in a terminal and log in (/login), or give a key in the settings, then send again.',
    billing_error: 'The account has no credit left or billing is not set up. Settle that, then send again.',
    model_not_found: 'This model does not exist or is not open to your account. Choose another model.',
    answer_too_long:
      'The answer became longer than the model may write at once. Ask it to go on, or for the work in smaller parts.',
    invalid_request: 'The model refused this request. Change the message and send again.',
    unknown: 'Claude Code could not finish this turn. Send again; if it stays so, look at the log.'
  }
}
