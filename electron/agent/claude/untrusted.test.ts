import { expect, test } from 'vitest'
import { couldRun, untrustedEnvironment, untrustedOptions } from './untrusted.ts'

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
  expect(couldRun(toolName, input)).toBe(expected)
})

test('nothing of the folder is loaded, and commands ask whatever the mode', () => {
  expect(untrustedOptions()).toMatchObject({
    settingSources: [],
    strictMcpConfig: true,
    settings: {
      permissions: { ask: expect.arrayContaining(['Bash', 'PowerShell', 'Monitor']) },
      includeGitInstructions: false
    }
  })
})

test('what the environment tells git already stays, and ours comes last', () => {
  const env = {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.fsmonitor',
    GIT_CONFIG_VALUE_0: 'evil',
    HOME: '/h'
  }
  expect(untrustedEnvironment(env)).toEqual({
    ...env,
    CLAUDE_CODE_DISABLE_GIT_INSTRUCTIONS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_CONFIG_COUNT: '3',
    GIT_CONFIG_KEY_1: 'core.fsmonitor',
    GIT_CONFIG_VALUE_1: 'false',
    GIT_CONFIG_KEY_2: 'safe.bareRepository',
    GIT_CONFIG_VALUE_2: 'explicit'
  })
  expect(untrustedEnvironment({ GIT_CONFIG_COUNT: 'many' })['GIT_CONFIG_COUNT']).toBe('2')
})
