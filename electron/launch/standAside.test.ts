import { expect, test } from 'vitest'
import { harmlessEnvironment, standAside } from './standAside.ts'

test.each([
  [{ PATH: '.:/usr/bin::bin:/bin' }, { PATH: '/usr/bin:/bin' }],
  // An empty one would mean the current folder.
  [{ PATH: '' }, { PATH: '/usr/bin:/bin:/usr/sbin:/sbin' }],
  [{ PATH: './node_modules/.bin' }, { PATH: '/usr/bin:/bin:/usr/sbin:/sbin' }],
  [{}, { PATH: '/usr/bin:/bin:/usr/sbin:/sbin' }]
])('on Linux %j becomes %j', (env, expected) => {
  expect(harmlessEnvironment(env, 'linux')).toEqual(expected)
})

test('on Windows the current folder is looked in by nobody we start', () => {
  const env = { Path: '.;C:\\git;bin', COMSPEC: 'cmd.exe', SystemRoot: 'C:\\Windows' }
  expect(harmlessEnvironment(env, 'win32')).toEqual({
    Path: 'C:\\git',
    NoDefaultCurrentDirectoryInExePath: '1',
    COMSPEC: 'C:\\Windows\\System32\\cmd.exe'
  })
})

test('goes home, and to the top where there is no home', () => {
  const env: NodeJS.ProcessEnv = { PATH: '.:/bin', HOME: '/home/u' }
  const entered: string[] = []
  standAside({ env, platform: 'linux', chdir: (folder) => entered.push(folder) }, '/home/u')
  expect([env['PATH'], entered]).toEqual(['/bin', ['/home/u']])
  const chdir = (folder: string): void => {
    if (folder === '/home/u') throw Object.assign(new Error('gone'), { code: 'ENOENT' })
    entered.push(folder)
  }
  standAside({ env, platform: 'linux', chdir }, '/home/u')
  expect(entered.at(-1)).toBe(process.platform === 'win32' ? process.cwd().slice(0, 3) : '/')
})
