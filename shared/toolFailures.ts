/**
 * Why a tool failed that says it by a code, in English: for the exports, and for the page, which has it in every language.
 * The codes are those of the Messages API; what reads one in a result is its agent's (`ToolEnding` of `tool.ts`). Pure.
 */

/** By code; a code that is not here is shown as it is. */
export const toolFailures = {
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

/** A code with a sentence of its own. */
export type ToolFailureCode = keyof typeof toolFailures

/** Whether there is a sentence for it; codes come from a transcript and may be anything. */
export function isToolFailure(code: string): code is ToolFailureCode {
  return Object.hasOwn(toolFailures, code)
}
