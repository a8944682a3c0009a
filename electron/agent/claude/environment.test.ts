import { describe, expect, it } from 'vitest'
import { agentEnvironment } from './environment.ts'

const mark = { SKEIN_PROCESS_MARK: 'm', CLAUDE_CODE_ENTRYPOINT: 'skein' }

describe('agentEnvironment', () => {
  it('passes on what is about the user and keeps what is about us', () => {
    const own = {
      HOME: '/home/u',
      ANTHROPIC_API_KEY: 'k',
      CLAUDE_CODE_USE_BEDROCK: '1',
      HTTPS_PROXY: 'p',
      SKEIN_TOKEN: 's',
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: '--inspect',
      npm_lifecycle_event: 'serve',
      INIT_CWD: '/x',
      CLAUDECODE: '1',
      CLAUDE_CODE_ENTRYPOINT: 'cli',
      GONE: undefined
    }
    expect(agentEnvironment(own, {}, 'm')).toEqual({
      HOME: '/home/u',
      ANTHROPIC_API_KEY: 'k',
      CLAUDE_CODE_USE_BEDROCK: '1',
      HTTPS_PROXY: 'p',
      ...mark
    })
  })

  it('fills in from the login shell what was not set at the start', () => {
    const login = { ANTHROPIC_API_KEY: 'of the shell', LANG: 'de' }
    expect(agentEnvironment({ ANTHROPIC_API_KEY: 'of the start' }, login, 'm')).toEqual({
      ANTHROPIC_API_KEY: 'of the start',
      LANG: 'de',
      ...mark
    })
  })

  it.skipIf(process.platform === 'win32')('an app from a desktop gets the PATH of the login shell', () => {
    const env = agentEnvironment({ PATH: '/usr/bin:/bin' }, { PATH: '/home/u/bin:/usr/bin:/bin' }, 'm')
    expect(env['PATH']).toBe('/home/u/bin:/usr/bin:/bin')
  })

  it.skipIf(process.platform === 'win32')('a PATH that was set on purpose comes first', () => {
    const env = agentEnvironment({ PATH: '/venv/bin:/usr/bin' }, { PATH: '/home/u/bin:/usr/bin' }, 'm')
    expect(env['PATH']).toBe('/venv/bin:/usr/bin:/home/u/bin')
  })

  it.skipIf(process.platform === 'win32')(
    'a folder of the project is in no PATH, whoever put it there',
    () => {
      const env = agentEnvironment(
        { PATH: './node_modules/.bin:/usr/bin::bin' },
        { PATH: '.:/usr/bin:/bin:' },
        'm'
      )
      expect(env['PATH']).toBe('/usr/bin:/bin')
    }
  )

  it.skipIf(process.platform === 'win32')('nor do its libraries and its shell count', () => {
    const own = { LD_LIBRARY_PATH: '/opt/lib:', XDG_DATA_DIRS: './share/', SHELL: './zsh' }
    expect(agentEnvironment(own, {}, 'm')).toEqual({ LD_LIBRARY_PATH: '/opt/lib', ...mark })
    expect(agentEnvironment({ PATH: '.:bin' }, {}, 'm')['PATH']).not.toMatch(/(?:^|:)(?!\/)/)
  })
})
