import { expect, test } from 'vitest'
import { requestOfArguments } from './openRequest.ts'
import { jumpList } from './recents.ts'
import { wordsIn } from '../../../shared/words/languages.ts'

const words = wordsIn('en').desktop.opening
const list = (paths: readonly string[], removed: readonly string[] = []) =>
  jumpList({
    projects: paths.map((path) => ({ path, name: path })),
    removed,
    program: 'C:\\Skein.exe',
    words
  })

test('lists the last projects and a new session', () => {
  expect(list(['C:\\a b', 'D:\\'], [])).toEqual([
    {
      type: 'custom',
      name: 'Recent projects',
      items: [
        {
          type: 'task',
          title: 'C:\\a b',
          description: 'C:\\a b',
          program: 'C:\\Skein.exe',
          args: '-- "C:\\a b"'
        },
        { type: 'task', title: 'D:\\', description: 'D:\\', program: 'C:\\Skein.exe', args: '-- "D:\\\\"' }
      ]
    },
    {
      type: 'tasks',
      items: [{ type: 'task', title: 'New session', program: 'C:\\Skein.exe', args: '--new-session' }]
    }
  ])
})

test('what the person took out stays out, and ten are enough', () => {
  const many = Array.from({ length: 30 }, (_, index) => `C:\\${index}`)
  const [recent] = list(many, ['-- "C:\\0"'])
  expect(recent?.items?.map(({ title }) => title)).toEqual(many.slice(1, 11))
  expect(list(['C:\\0'], ['-- "C:\\0"'])).toHaveLength(1)
})

test('its entries are read as they are meant', () => {
  const read = (args: readonly string[]) =>
    requestOfArguments({ argv: ['Skein.exe', ...args], cwd: 'C:\\', platform: 'win32', isPackaged: true })
  expect(read(['--', 'C:\\a b'])).toEqual({ kind: 'folder', path: 'C:\\a b' })
  expect(read(['--new-session'])).toEqual({ kind: 'new-session' })
})
