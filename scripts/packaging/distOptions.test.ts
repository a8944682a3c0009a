import { expect, test } from 'vitest'
import { readDistOptions } from './distOptions.ts'

test('what is not ours goes to electron-builder as it stands', () => {
  expect(readDistOptions(['--linux', 'deb', '--out', 'x', '--x64'])).toEqual({
    out: 'x',
    updates: null,
    isOnlyFolder: false,
    rest: ['--linux', 'deb', '--x64']
  })
  expect(readDistOptions(['--dir'])).toMatchObject({ out: 'dist', isOnlyFolder: true, rest: ['--dir'] })
})

test('updates come from a repository', () => {
  expect(readDistOptions(['--updates', 'skein/skein.app']).updates).toEqual({
    owner: 'skein',
    name: 'skein.app'
  })
  expect(() => readDistOptions(['--updates', 'https://x/y/z'])).toThrow('OWNER/NAME')
  expect(() => readDistOptions(['--updates'])).toThrow('needs a value')
})
