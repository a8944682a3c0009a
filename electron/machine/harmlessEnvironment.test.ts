import { expect, test } from 'vitest'
import { harmlessEnvironment } from './harmlessEnvironment.ts'

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

test('what an AppImage’s launcher adds to lists is taken out again', () => {
  const env = {
    PATH: '/tmp/.mount_x:/usr/bin',
    LD_LIBRARY_PATH: '/tmp/.mount_x/usr/lib:',
    DYLD_LIBRARY_PATH: '.',
    XDG_DATA_DIRS: './share/:/usr/share/',
    XDG_CONFIG_DIRS: '/etc/xdg'
  }
  expect(harmlessEnvironment(env, 'linux')).toEqual({
    PATH: '/tmp/.mount_x:/usr/bin',
    LD_LIBRARY_PATH: '/tmp/.mount_x/usr/lib',
    DYLD_LIBRARY_PATH: undefined,
    XDG_DATA_DIRS: '/usr/share/'
  })
  expect(harmlessEnvironment({ PATH: '/bin', LD_LIBRARY_PATH: '/a;.;/b' }, 'linux')['LD_LIBRARY_PATH']).toBe(
    '/a:/b'
  )
})

test.each(['zsh', './zsh', '', 'bin/zsh'])('a shell that is called %j is none', (SHELL) => {
  expect(harmlessEnvironment({ PATH: '/bin', SHELL }, 'linux')).toEqual({ PATH: '/bin', SHELL: undefined })
})
