import { expect, test } from 'vitest'
import { whyNoUpdates } from './electronUpdater.ts'

const packaged = {
  isPackaged: true,
  platform: 'linux',
  hasConfig: true,
  appImage: undefined,
  packageType: 'deb',
  hasUninstaller: false
} as const

test('a package that knows its place updates itself', () => {
  expect(whyNoUpdates(packaged)).toBeNull()
  expect(whyNoUpdates({ ...packaged, packageType: null, appImage: '/home/x/Skein.AppImage' })).toBeNull()
  expect(whyNoUpdates({ ...packaged, packageType: null, platform: 'darwin' })).toBeNull()
  expect(whyNoUpdates({ ...packaged, packageType: null, platform: 'win32', hasUninstaller: true })).toBeNull()
})

test('every other build says why it does not', () => {
  expect(whyNoUpdates({ ...packaged, packageType: null })).toBe('archive')
  expect(whyNoUpdates({ ...packaged, hasConfig: false })).toBe('no_place')
  const windows = { ...packaged, packageType: null, platform: 'win32', hasUninstaller: true } as const
  expect(whyNoUpdates({ ...windows, hasConfig: false })).toBe('no_place')
  expect(whyNoUpdates({ ...windows, hasUninstaller: false })).toBe('archive')
  expect(whyNoUpdates({ ...packaged, isPackaged: false, hasConfig: false })).toBe('from_sources')
})
