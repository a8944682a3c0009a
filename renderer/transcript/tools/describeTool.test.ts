import { describe, expect, it } from 'vitest'
import { toolResult, toolUse } from '../../../tests/support/claudeCalls.ts'
import { describeTool } from './describeTool.ts'
import type { ToolHeader } from './describeTool.ts'

const PROJECT = '/home/ada/loom'

function headerOf(name: string, input: unknown, result: string | null = null, isError = false): ToolHeader {
  return describeTool(toolUse(name, input), result === null ? null : toolResult(result, { isError }), PROJECT)
}

/** The header as it reads on screen. */
function lineOf(name: string, input: unknown, result: string | null = null, isError = false): string {
  const { verb, subject, outcome, change } = headerOf(name, input, result, isError)
  const counts = change ? ` +${change.added} −${change.removed}` : ''
  return `${verb} ${subject}${outcome === null ? '' : ` · ${outcome}`}${counts}`
}

describe('describeTool', () => {
  it.each([
    ['Read', { file_path: '/home/ada/loom/src/a.ts' }, 'one\ntwo\n', 'Read src/a.ts · 2 lines'],
    ['Read', { file_path: '/etc/hosts' }, 'one', 'Read /etc/hosts · 1 line'],
    ['Bash', { command: 'npm test' }, 'ok', 'Run npm test'],
    ['Bash', { command: 'cd x\nnpm test' }, null, 'Run cd x …'],
    [
      'Edit',
      { file_path: '/home/ada/loom/a.ts', old_string: 'a\nb', new_string: 'a\nc\nd\ne' },
      null,
      'Edit a.ts +3 −1'
    ],
    [
      'MultiEdit',
      {
        file_path: 'a.ts',
        edits: [
          { old_string: 'a', new_string: 'b' },
          { old_string: 'c', new_string: '' }
        ]
      },
      null,
      'Edit a.ts +1 −2'
    ],
    ['Write', { file_path: '/home/ada/loom/new.md', content: 'a\nb\n' }, 'ok', 'Write new.md +2 −0'],
    ['Grep', { pattern: 'TODO', path: '/home/ada/loom/src' }, 'a.ts\nb.ts', 'Search TODO in src · 2 results'],
    ['Grep', { pattern: 'TODO', path: PROJECT }, 'a.ts', 'Search TODO · 1 result'],
    ['LS', { path: PROJECT }, 'a.ts\nb.ts', 'List . · 2 results'],
    ['Grep', { pattern: 'TODO' }, 'Found 12 files\na.ts', 'Search TODO · 12 results'],
    ['Grep', { pattern: 'TODO' }, 'No matches found', 'Search TODO · 0 results'],
    [
      'Agent',
      { description: 'Find callers', subagent_type: 'Explore', prompt: 'x' },
      null,
      'Explore Find callers'
    ],
    [
      'TodoWrite',
      {
        todos: [
          { content: 'a', status: 'completed' },
          { content: 'b', status: 'pending' }
        ]
      },
      null,
      'Update tasks 1 of 2'
    ],
    ['mcp__github__create_issue', { title: 'Bug' }, null, 'github · create issue Bug'],
    ['Read', { file_path: 'a.ts', offset: 10, limit: 50 }, null, 'Read a.ts:10–59'],
    ['Read', { file_path: 'a.ts' }, '1\tone\n2\ttwo\n3\t', 'Read a.ts · 2 lines'],
    ['WebFetch', { url: 'https://example.com/docs/a?b=c#d' }, null, 'Fetch example.com/docs/a'],
    ['TaskUpdate', { taskId: '2', status: 'in_progress' }, null, 'Update tasks #2 in progress'],
    ['Skill', { skill: 'review', args: 'main' }, null, 'Use skill review main'],
    ['NotebookEdit', { notebook_path: 'n.ipynb', new_source: 'a\nb' }, null, 'Edit notebook n.ipynb +2 −0'],
    ['Read', { file_path: 'a\u0007\u202eb.ts' }, null, 'Read a␇⟨U+202E⟩b.ts']
  ])('%s %j reads as a line', (name, input, result, line) => {
    expect(lineOf(name, input, result)).toBe(line)
  })

  it('says the exit code of a command that failed', () => {
    expect(lineOf('Bash', { command: 'npm test' }, 'Exit code 3\nerr', true)).toBe(
      'Run npm test · exit code 3'
    )
  })

  it('says nothing of lines when the read failed', () => {
    expect(lineOf('Read', { file_path: 'a.ts' }, 'File does not exist.', true)).toBe('Read a.ts')
  })

  it.each([
    ['Read', {}],
    ['Bash', null],
    ['Edit', 'half'],
    ['TodoWrite', { todos: 'x' }],
    ['Made up', [1]]
  ])('stands %s with an input of %j, which may still be streaming in', (name, input) => {
    expect(headerOf(name, input).verb).not.toBe('')
  })
})
