import { expect, it } from 'vitest'
import { permissionTitle } from './permissionTitle.ts'

it.each([
  ['Bash', { command: 'npm test' }, 'Run npm test'],
  ['Bash', { command: 'cat <<EOF\n one\nEOF' }, 'Run cat <<EOF one EOF'],
  ['Bash', { command: 'x'.repeat(300) }, `Run ${'x'.repeat(195)}…`],
  ['Edit', { file_path: '/p/src/a.ts' }, 'Edit src/a.ts'],
  ['Write', { file_path: '/elsewhere/a.ts' }, 'Write /elsewhere/a.ts'],
  ['Write', { file_path: '/p2/a.ts' }, 'Write /p2/a.ts'],
  ['NotebookEdit', { notebook_path: '/p/n.ipynb' }, 'Edit n.ipynb'],
  ['WebFetch', { url: 'https://example.com/' }, 'Fetch https://example.com/'],
  ['mcp__files__read_all', {}, 'Use read_all of files'],
  ['SomethingNew', null, 'Use SomethingNew'],
  ['Agent', { description: 'look' }, 'Start an agent: look'],
  ['AskUserQuestion', { questions: [{ question: 'Which one?' }] }, 'Which one?'],
  ['Bash', { command: 7 }, 'Run a command']
])('%s %j reads "%s"', (toolName, input, title) => {
  expect(permissionTitle(toolName, input, '/p').title).toBe(title)
})

it('the same goes along as a code with what it would happen to, but for words of the agent', () => {
  const act = (toolName: string, input: unknown): unknown => permissionTitle(toolName, input, '/p').act
  expect(act('Bash', { command: 'npm\n test' })).toEqual({ code: 'run', parameters: { subject: 'npm test' } })
  expect(act('Bash', {})).toEqual({ code: 'run', parameters: {} })
  expect(act('mcp__files__read_all', {})).toEqual({
    code: 'use',
    parameters: { subject: 'read_all', server: 'files' }
  })
  expect(act('AskUserQuestion', { questions: [{ question: 'Which one?' }] })).toBeUndefined()
})
