import { describe, expect, it } from 'vitest'
import { isCheckedInPlanMode, isPlainLook, looksInPlanMode } from './planMode.ts'

describe('plan mode', () => {
  it.each(['Read', 'Grep', 'WebFetch', 'TodoWrite', 'Agent', 'Task', 'ExitPlanMode', 'AskUserQuestion'])(
    '%s may be used',
    (toolName) => {
      expect(looksInPlanMode(toolName, {})).toBe(true)
    }
  )

  it.each(['Bash', 'Write', 'Edit', 'NotebookEdit', 'Skill'])(
    '%s is looked at by Claude Code, and denied when it asks',
    (toolName) => {
      expect([looksInPlanMode(toolName, {}), isCheckedInPlanMode(toolName, {})]).toEqual([false, true])
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
  ])('%s %j is denied', (toolName, input) => {
    expect(isCheckedInPlanMode(toolName, input)).toBe(false)
  })

  it.each(['ls', 'ls -la src', 'cat a.txt', 'grep -rn x src/a.ts', 'wc -l a.txt', 'head -n 5 a.txt'])(
    '`%s` only looks',
    (command) => {
      expect(isPlainLook('Bash', { command })).toBe(true)
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
    expect(isPlainLook('Bash', { command })).toBe(false)
    expect(isPlainLook('Monitor', { command: 'ls' })).toBe(false)
  })
})
