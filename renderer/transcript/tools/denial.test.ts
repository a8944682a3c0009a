import { expect, it } from 'vitest'
import type { ToolResultBlock } from '../../../shared/session.ts'
import { denialWith, endingOf } from './denial.ts'
import type { Ending } from './denial.ts'

function endingWith(content: string, name = 'Bash'): Ending {
  const result: ToolResultBlock = { type: 'tool_result', tool_use_id: 't1', content, is_error: true }
  return endingOf({ name }, result)
}

it('finds the note again that went with a denial', () => {
  expect(endingWith(denialWith('Use pnpm,\nplease.'))).toEqual({ kind: 'denied', note: 'Use pnpm,\nplease.' })
})

it.each<[string, Ending]>([
  ['The user does not want this. Ask what to do instead.', { kind: 'denied', note: null }],
  ['You did not allow this.', { kind: 'denied', note: null }],
  ['Not allowed by the user', { kind: 'denied', note: null }],
  [
    "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file). STOP what you are doing and wait for the user to tell you how to proceed.",
    { kind: 'denied', note: null }
  ],
  [
    "The user doesn't want to proceed with this tool use. The tool use was rejected. To tell you how to proceed, the user said:\nnot that file",
    { kind: 'denied', note: 'not that file' }
  ],
  ['Plan mode: nothing may be changed yet. Finish the plan.', { kind: 'held' }],
  ['The session is in plan mode, so nothing is run or written.', { kind: 'held' }],
  ['Stopped before it was done.', { kind: 'stopped' }],
  ['[Tool call interrupted: the session ended]', { kind: 'stopped' }],
  ['Exit code 3\nerr', { kind: 'failed' }],
  ['<tool_use_error>File has not been read yet.</tool_use_error>', { kind: 'failed' }]
])('%s', (text, ending) => {
  expect(endingWith(text)).toEqual(ending)
})

it('takes any words against a plan or a question for a person’s own', () => {
  expect(endingWith('Think of the tests too', 'ExitPlanMode')).toEqual({
    kind: 'denied',
    note: 'Think of the tests too'
  })
  expect(endingWith('You did not answer.', 'AskUserQuestion')).toEqual({ kind: 'denied', note: null })
  expect(endingWith('<tool_use_error>Invalid input</tool_use_error>', 'ExitPlanMode')).toEqual({
    kind: 'failed'
  })
})
