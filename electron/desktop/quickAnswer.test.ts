import { describe, expect, test } from 'vitest'
import type { PermissionRequest } from '../../shared/session.ts'
import { quickAnswer } from './quickAnswer.ts'

const request = (toolName: string, input: unknown): PermissionRequest => ({
  id: 'request-1',
  toolName,
  input,
  title: 'Run it',
  rules: []
})
const answers = (toolName: string, input: unknown) => quickAnswer([request(toolName, input)])?.answers

test('a command that is seen whole can be allowed', () => {
  expect(quickAnswer([request('Bash', { command: 'npm test', description: 'Run the tests' })])).toEqual({
    requestId: 'request-1',
    body: 'npm test',
    answers: ['allow', 'deny']
  })
})

describe('cannot be allowed unseen:', () => {
  test.each([
    ['a long command', { command: `echo ${'x'.repeat(120)}` }],
    ['a command of two lines', { command: 'echo one\nrm -r two' }],
    ['text that is turned around', { command: 'echo \u202Etxt.cod' }],
    ['what asks for more than a command', { command: 'ls', dangerouslyDisableSandbox: true }],
    ['what goes on in the background', { command: 'ls', run_in_background: true }],
    ['no command', { command: '' }],
    ['something else', 'ls']
  ])('%s', (_, input) => {
    expect(answers('Bash', input)).toEqual(['deny'])
  })

  test('a change of a file', () => {
    expect(answers('Write', { file_path: '/x', content: 'y' })).toEqual(['deny'])
    expect(answers('mcp__x__run', { command: 'ls' })).toEqual(['deny'])
  })
})

test('questions and plans are answered in the window', () => {
  expect(answers('AskUserQuestion', {})).toEqual([])
  expect(answers('ExitPlanMode', {})).toEqual([])
})

test('of several none is answered, for nobody could say which', () => {
  const one = request('Bash', { command: 'ls' })
  expect(quickAnswer([])).toBeNull()
  expect(quickAnswer([one, { ...one, id: 'request-2' }])).toBeNull()
})
