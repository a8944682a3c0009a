import { expect, it } from 'vitest'
import { page as de } from '../../../shared/words/de/page/index.ts'
import { page as en } from '../../../shared/words/en/page/index.ts'
import { toolResult } from '../../../tests/support/claudeCalls.ts'
import { failureWords } from './failureWords.ts'

/** All that the API's tools may say, as its typings name them. */
const codes = [
  'invalid_tool_input',
  'unavailable',
  'max_uses_exceeded',
  'too_many_requests',
  'query_too_long',
  'request_too_large',
  'url_too_long',
  'url_not_allowed',
  'url_not_in_prior_context',
  'url_not_accessible',
  'unsupported_content_type',
  'execution_time_exceeded',
  'output_file_too_large',
  'file_not_found',
  'prompt_too_long',
  'overloaded',
  'model_not_found'
]

/** Of what a tool says that the API runs itself. */
const words = (text: string): string | null =>
  failureWords(toolResult(text, { isError: true, id: 'srvtoolu_1' }))

it.each(codes)('%s is told as a sentence, in both languages', (code) => {
  expect(words(code)).toMatch(/^[A-Z].* .*\.$/)
  expect(Object.keys(en.tool.failures)).toContain(code)
  expect(Object.keys(de.tool.failures)).toContain(code)
})

it('what the tool says of it stands behind the sentence', () => {
  expect(words('url_not_accessible: 404')).toBe('The page could not be opened. Check the address. 404')
})

it.each([
  '',
  'No such host',
  'unavailable: the host is down',
  'a_code_of_tomorrow',
  'Exit code 1\nunavailable'
])('%j stays as it is', (text) => {
  expect(words(text)).toBe(null)
})
