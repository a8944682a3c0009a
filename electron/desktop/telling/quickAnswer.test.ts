import { describe, expect, test } from 'vitest'
import type { PermissionRequest } from '../../../shared/session.ts'
import { factsOf } from '../../../tests/support/claudeCalls.ts'
import { plainLine, quickAnswer } from './quickAnswer.ts'

const request = (toolName: string, input: unknown): PermissionRequest => ({
  id: 'request-1',
  toolName,
  ...factsOf(toolName),
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
  test.each<readonly [string, unknown]>([
    ['a long command', { command: `echo ${'x'.repeat(120)}` }],
    ['a command of two lines', { command: 'echo one\nrm -r two' }],
    ['text that is turned around', { command: 'echo \u202Etxt.cod' }],
    ['what asks for more than a command', { command: 'ls', dangerouslyDisableSandbox: true }],
    ['what goes on in the background', { command: 'ls', run_in_background: true }],
    ['what has a time limit that is not shown', { command: 'ls', timeout: 5 }],
    ...[
      'ls ',
      ' ls',
      'ls\t-l',
      'ls  -l',
      'ls <b>x</b>',
      'ls &amp; rm x',
      'a && b',
      'a > b',
      'cat /etc/hosts',
      'cat ../x',
      'cat ~/x',
      'cat $HOME/x',
      'cat "/et"c/x',
      'cat \\etc',
      'cc -o/x',
      'cp --to=/x',
      'curl -d@x',
      'curl https://example.com',
      'type C:/x',
      'type %TEMP%',
      'cd',
      'echo $(x)',
      'echo `x`',
      'rm *',
      'p\u0430ypal',
      'ls\u00a0-l',
      'ls\u200b',
      'ｌｓ',
      'ls 漢字'
    ].map((command) => [JSON.stringify(command), { command }] as const),
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

test.each<Partial<PermissionRequest>>([
  { cause: 'untrusted_folder' },
  { cause: 'safety_check' },
  { reason: 'why' },
  { blockedPath: '/x' },
  { defaultToNo: true }
])('what has more to be said of it cannot be allowed there: %j', (more) => {
  expect(quickAnswer([{ ...request('Bash', { command: 'ls' }), ...more }])?.answers).toEqual(['deny'])
})

test('a title is one plain line, whoever reads it as markup', () => {
  expect(plainLine('<b>Allow</b>\n&lt;npm test\u202e\u0007', 60)).toBe('‹b›Allow‹/b› ＆lt;npm test')
  expect(plainLine('x'.repeat(1_000_000), 60)).toBe(`${'x'.repeat(59)}…`)
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
