import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { dataFolder } from './dataFolder.ts'

const linux = { platform: 'linux', env: {}, home: '/home/ada' } as const

test.each([
  [{ ...linux }, '/home/ada/.local/share/Skein'],
  [{ ...linux, env: { XDG_DATA_HOME: '/data' } }, '/data/Skein'],
  [{ ...linux, env: { XDG_DATA_HOME: 'relative' } }, '/home/ada/.local/share/Skein'],
  [{ platform: 'darwin', env: {}, home: '/Users/ada' }, '/Users/ada/Library/Application Support/Skein'],
  [
    { platform: 'win32', env: { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' }, home: 'C:\\Users\\ada' },
    'C:\\Users\\ada\\AppData\\Roaming\\Skein'
  ],
  [{ platform: 'win32', env: {}, home: 'C:\\Users\\ada' }, 'C:\\Users\\ada\\AppData\\Roaming\\Skein']
] as const)('without a wish it is where %j keeps user data', (around, folder) => {
  expect(dataFolder(null, around)).toBe(folder)
})

test('a folder that was asked for wins over SKEIN_DATA, which wins over the default', () => {
  const around = { ...linux, env: { SKEIN_DATA: '/from/env' } }
  expect([dataFolder('/asked', around), dataFolder(null, around)]).toEqual([
    resolve('/asked'),
    resolve('/from/env')
  ])
})

test('an empty SKEIN_DATA is no wish', () => {
  expect(dataFolder(null, { ...linux, env: { SKEIN_DATA: '' } })).toBe('/home/ada/.local/share/Skein')
})
