import { expect, test } from 'vitest'
import { standAside } from './standAside.ts'

test('goes home, and to the top where there is no home', () => {
  const env: NodeJS.ProcessEnv = { PATH: '.:/bin', LD_LIBRARY_PATH: '', HOME: '/home/u' }
  const entered: string[] = []
  standAside({ env, platform: 'linux', chdir: (folder) => entered.push(folder) }, '/home/u')
  expect([env, entered]).toEqual([{ PATH: '/bin', HOME: '/home/u' }, ['/home/u']])
  const chdir = (folder: string): void => {
    if (folder === '/home/u') throw Object.assign(new Error('gone'), { code: 'ENOENT' })
    entered.push(folder)
  }
  standAside({ env, platform: 'linux', chdir }, '/home/u')
  expect(entered.at(-1)).toBe(process.platform === 'win32' ? process.cwd().slice(0, 3) : '/')
})
