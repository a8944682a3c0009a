import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findInstallation } from './installation.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'skein-installation-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function installed(...parts: string[]): string {
  const folder = join(root, ...parts)
  mkdirSync(folder, { recursive: true })
  return folder
}

function writePackage(folder: string, version: string): void {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'skein', version }))
}

test.each([
  [['electron'], []],
  [['electron', 'launch'], []],
  [['out', 'main'], []],
  [['out', 'main', 'chunks'], []],
  [
    ['resources', 'app.asar', 'out', 'main', 'chunks'],
    ['resources', 'app.asar']
  ]
])('is found around the code in %j', (code, top) => {
  const from = installed('app', ...code)
  writePackage(join(root, 'app', ...top), '1.2.3')
  expect(findInstallation(from)).toMatchObject({
    root: join(root, 'app', ...top),
    version: '1.2.3',
    preload: join(root, 'app', ...top, 'out', 'preload', 'preload.cjs')
  })
})

test.each([
  [['app', 'electron', 'launch']],
  [['app', 'out', 'main']],
  [['resources', 'app.asar', 'out', 'main']],
  [['app', 'elsewhere']]
])('is never one that was planted in a folder above %j', (code) => {
  const from = installed(...code)
  writePackage(root, '6.6.6')
  writeFileSync(join(root, 'resources.json'), '')
  expect(() => findInstallation(from)).toThrow('its package.json is missing')
})
