import { describe, expect, it, test } from 'vitest'
import { claudeToolUse } from './toolUse.ts'

describe('what a tool may come to', () => {
  it.each(['Read', 'Grep', 'WebFetch', 'TodoWrite', 'Agent', 'Task', 'ExitPlanMode', 'AskUserQuestion'])(
    '%s: nothing',
    (toolName) => {
      expect(claudeToolUse(toolName, {}).reach).toBe('nothing')
    }
  )

  it.each(['Bash', 'Write', 'Edit', 'NotebookEdit', 'Skill'])(
    '%s is looked at by Claude Code',
    (toolName) => {
      expect(claudeToolUse(toolName, {}).reach).toBe('checked')
    }
  )

  it.each([
    ['EnterWorktree', { name: 'x' }],
    ['ExitWorktree', {}],
    ['CronCreate', {}],
    ['ScheduleWakeup', {}],
    ['Workflow', {}],
    ['Monitor', { command: 'ls' }],
    ['SendMessage', {}],
    ['TaskStop', {}],
    ['mcp__box__look', {}],
    ['read', {}],
    ['constructor', {}],
    ['WhoKnows', {}],
    ['Agent', { isolation: 'worktree' }],
    ['Task', { isolation: 'remote' }],
    ['Agent', { isolation: null }]
  ])('%s %j: anything', (toolName, input) => {
    expect(claudeToolUse(toolName, input).reach).toBe('anything')
  })

  it.each(['ls', 'ls -la src', 'cat a.txt', 'grep -rn x src/a.ts', 'wc -l a.txt', 'head -n 5 a.txt'])(
    '`%s` only looks',
    (command) => {
      expect(claudeToolUse('Bash', { command }).reach).toBe('look')
    }
  )

  it.each([
    'ls; touch x',
    'ls && touch x',
    'ls > x',
    'ls `touch x`',
    'ls $(touch x)',
    'ls\ntouch x',
    'ls | sh',
    'ls "a b"',
    'lsof',
    'git status',
    'find . -delete',
    'npm test',
    'sort -o x y',
    'env ls',
    ' ls',
    'ls\u00a0x',
    'ls ~',
    ''
  ])('`%s` is not known to only look', (command) => {
    expect(claudeToolUse('Bash', { command }).reach).toBe('checked')
    expect(claudeToolUse('Monitor', { command: 'ls' }).reach).toBe('anything')
  })
})

test.each([
  ['Bash', { command: 'git status' }, true],
  ['PowerShell', { command: 'git status' }, true],
  ['Monitor', { command: 'git status' }, true],
  ['EnterWorktree', {}, true],
  ['Workflow', { name: 'x' }, true],
  ['mcp__server__tool', {}, true],
  ['A tool that does not exist yet', {}, true],
  ['Agent', { prompt: 'look', isolation: 'worktree' }, true],
  ['Agent', { prompt: 'look' }, false],
  ['Skill', { skill: 'init' }, false],
  ['Read', { file_path: '/p/a.txt' }, false],
  ['Edit', { file_path: '/p/a.txt' }, false]
])('%s %o could run a program of the folder: %s', (toolName, input, expected) => {
  expect(claudeToolUse(toolName, input).couldRun).toBe(expected)
})

test.each([
  ['EnterWorktree', {}, true],
  ['CronCreate', {}, true],
  ['Agent', { isolation: 'worktree' }, true],
  ['Agent', {}, false],
  ['Bash', { command: 'git branch x' }, false]
])('%s %o leaves something behind that nobody was asked about: %s', (toolName, input, expected) => {
  expect(claudeToolUse(toolName, input).lasts).toBe(expected)
})

test('a tool nobody has heard of is of no kind', () => {
  expect(['constructor', 'WhoKnows', 'mcp__box__look'].map((name) => claudeToolUse(name, {}).kind)).toEqual([
    'other',
    'other',
    'other'
  ])
})
