import { expect, test } from 'vitest'
import { untrustedEnvironment, untrustedOptions } from './untrusted.ts'

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
