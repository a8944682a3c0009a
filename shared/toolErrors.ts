/**
 * How a tool that failed says so, read: the tag Claude Code puts around a refusal for the model, and the codes of the
 * tools that Claude's servers run themselves (a search of the web, a page, code, an advisor). Pure; the page and the
 * exports tell both in the same way.
 */

/** In English, by the code the API gives. The page has them in every language. */
export const serverErrors = {
  invalid_tool_input: 'The call was not in a form this tool understands.',
  unavailable: 'This tool is not available at the moment. Try again in a while.',
  overloaded: 'This tool is overloaded at the moment. Try again in a while.',
  too_many_requests: 'This tool was called too often. Wait a while, then try again.',
  max_uses_exceeded: 'This tool may not be used more often in one answer. Send another message to go on.',
  execution_time_exceeded: 'It took longer than this tool may take, and was stopped.',
  query_too_long: 'The search had too many words.',
  request_too_large: 'The request was too large for this tool.',
  prompt_too_long: 'The conversation is too long for this tool. Send /compact to shorten it.',
  model_not_found: 'The model this tool asks is not available to you.',
  url_too_long: 'The address was too long.',
  url_not_allowed: 'Pages of this address may not be opened.',
  url_not_in_prior_context:
    'Only addresses that were mentioned before may be opened. Send the address in a message.',
  url_not_accessible: 'The page could not be opened. Check the address.',
  unsupported_content_type: 'The page is of a kind that cannot be read as text.',
  output_file_too_large: 'The file that came out is too large.',
  file_not_found: 'There is no such file where Claude’s servers run the code.'
}

export interface ServerError {
  readonly code: keyof typeof serverErrors
  /** What the tool says of it, which may be nothing. */
  readonly said: string
}

/** Null for what is no such error: what another tool prints is its own, even if it is one of these words. */
export function serverErrorIn(toolUseId: string, text: string): ServerError | null {
  if (!toolUseId.startsWith('srvtoolu_')) return null
  const [, code = '', said = ''] = /^([a-z]+(?:_[a-z]+)*)(?:: ([\s\S]+))?$/.exec(text) ?? []
  // A word that a program may begin its own message with is no code.
  if (!isKnown(code) || (said !== '' && !code.includes('_'))) return null
  return { code, said }
}

function isKnown(code: string): code is keyof typeof serverErrors {
  return Object.hasOwn(serverErrors, code)
}

/** Claude Code wraps its refusals in a tag meant for the model. */
export function withoutErrorTag(text: string): string {
  return text.replace(/^<tool_use_error>([\s\S]*)<\/tool_use_error>$/, '$1')
}
