import { existsSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '../../log.ts'
import { backUpAppImage } from './appImageBackup.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skein image ü '))
  path = join(folder, 'Skein.AppImage')
  writeFileSync(path, 'old')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['nothing stands in its place', null],
  ['what stands there is of no use', 'half of the new']
])('the old one comes back when %s', (_name, instead) => {
  const backup = backUpAppImage(path, silentLog)
  backup.keep()
  unlinkSync(path)
  if (instead !== null) writeFileSync(path, instead)
  backup.restore()
  backup.drop()
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(existsSync(`${path}.previous`)).toBe(false)
})

test('it goes when the new one stands, and one that was left behind is no obstacle', () => {
  writeFileSync(`${path}.previous`, 'of an update that was cut off')
  const backup = backUpAppImage(path, silentLog)
  backup.keep()
  expect(readFileSync(`${path}.previous`, 'utf8')).toBe('old')
  unlinkSync(path)
  writeFileSync(path, 'new')
  backup.drop()
  expect([readFileSync(path, 'utf8'), existsSync(`${path}.previous`)]).toEqual(['new', false])
})

test('without an AppImage, and where nothing can be kept, it does no harm', () => {
  for (const where of [undefined, join(folder, 'none', 'Skein.AppImage')]) {
    const backup = backUpAppImage(where, silentLog)
    backup.keep()
    backup.restore()
    backup.drop()
  }
  backUpAppImage(path, silentLog).restore()
  expect(readFileSync(path, 'utf8')).toBe('old')
})
