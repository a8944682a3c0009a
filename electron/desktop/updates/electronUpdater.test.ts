import { expect, test } from 'vitest'
import { whyNoUpdates } from './electronUpdater.ts'

const packaged = {
  isPackaged: true,
  platform: 'linux',
  hasConfig: true,
  appImage: undefined,
  packageType: 'deb'
} as const

test('a package that knows its place updates itself', () => {
  expect(whyNoUpdates(packaged)).toBeNull()
  expect(whyNoUpdates({ ...packaged, packageType: null, appImage: '/home/x/Skein.AppImage' })).toBeNull()
  expect(whyNoUpdates({ ...packaged, packageType: null, platform: 'darwin' })).toBeNull()
})

test('every other build says why it does not', () => {
  expect(whyNoUpdates({ ...packaged, packageType: null })).toContain('archive')
  expect(whyNoUpdates({ ...packaged, hasConfig: false })).toContain('without a place')
  expect(whyNoUpdates({ ...packaged, hasConfig: false, platform: 'win32' })).toContain('without a place')
  expect(whyNoUpdates({ ...packaged, isPackaged: false, hasConfig: false })).toContain('from the sources')
})
