import { expect, it } from 'vitest'
import type { ToolResultBlock } from '../../../shared/session.ts'
import { denialWith } from '../../../shared/tool.ts'
import type { ToolEnding } from '../../../shared/tool.ts'
import { readResult } from './toolEndings.ts'

const failure = (content: ToolResultBlock['content'], id = 'toolu_1'): ToolResultBlock => ({
  type: 'tool_result',
  tool_use_id: id,
  content,
  is_error: true
})
const endingOf = (text: string, id?: string): ToolEnding | undefined => readResult(failure(text, id)).ending

it('finds the note again that went with a denial', () => {
  expect(endingOf(denialWith('Use pnpm,\nplease.'))).toEqual({ kind: 'denied', note: 'Use pnpm,\nplease.' })
})

it.each<[string, ToolEnding | undefined]>([
  ['The user does not want this. Ask what to do instead.', { kind: 'denied', note: null }],
  ['Not allowed by the user', { kind: 'denied', note: null }],
  [
    "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file). STOP what you are doing and wait for the user to tell you how to proceed.",
    { kind: 'denied', note: null }
  ],
  [
    "The user doesn't want to proceed with this tool use. The tool use was rejected. To tell you how to proceed, the user said:\nnot that file",
    { kind: 'denied', note: 'not that file' }
  ],
  ['Plan mode: nothing may be changed yet. Finish the plan.', { kind: 'held', because: 'plan_mode' }],
  [
    'The user has chosen not to be asked, so this is not done. Go on without it.',
    { kind: 'held', because: 'dont_ask' }
  ],
  ['The turn was stopped before this was answered.', { kind: 'stopped' }],
  ['[Tool call interrupted: the session ended]', { kind: 'stopped' }],
  ['[Request interrupted by user for tool use]', { kind: 'stopped' }],
  ['<tool_use_error>File has not been read yet.</tool_use_error>', { kind: 'failed' }],
  ['InputValidationError: no such field', { kind: 'failed' }],
  // Of a command it failed; of a plan or a question, these are a person's words.
  ['Exit code 3\nerr', undefined],
  ['Think of the tests too', undefined]
])('%s', (text, ending) => {
  expect(endingOf(text)).toEqual(ending)
})

it('takes off the tag meant for the model, also where the end of it is not here', () => {
  expect(readResult(failure('<tool_use_error>No such file</tool_use_error>')).content).toBe('No such file')
  const [part] = [{ type: 'text', text: '<tool_use_error>No</tool_use_error>' } as const]
  expect(readResult(failure([part])).content).toEqual([{ type: 'text', text: 'No' }])
  const cut = { ...failure('<tool_use_error>It is lo'), truncated: { bytes: 99_999 } }
  expect(readResult(cut)).toEqual({ ...cut, content: 'It is lo', ending: { kind: 'failed' } })
  expect(readResult(failure('<tool_use_error>is how it begins')).content).toBe(
    '<tool_use_error>is how it begins'
  )
})

it.each<[string, string, ToolEnding | undefined]>([
  ['overloaded', 'srvtoolu_1', { kind: 'failed', code: 'overloaded' }],
  ['url_not_accessible: 404', 'srvtoolu_1', { kind: 'failed', code: 'url_not_accessible', said: '404' }],
  ['unavailable: the host is down', 'srvtoolu_1', undefined],
  ['a_code_of_tomorrow', 'srvtoolu_1', undefined],
  ['overloaded', 'toolu_1', undefined]
])('%s of %s', (text, id, ending) => {
  expect(endingOf(text, id)).toEqual(ending)
})

it('leaves what came to a good end as it is', () => {
  const done = { ...failure(denialWith('no')), is_error: false }
  expect(readResult(done)).toBe(done)
})
