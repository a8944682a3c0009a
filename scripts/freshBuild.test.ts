import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isFresh } from './freshBuild.ts'

describe('a build', () => {
  let folder: string
  const outputs = [
    'out/main/main.js',
    'out/main/headless.js',
    'out/preload/preload.cjs',
    'out/renderer/index.html'
  ]
  const sources = [
    'electron/main.ts',
    'renderer/ui/Button.tsx',
    'shared/ids.ts',
    'scripts/build/classicScripts.ts',
    'package.json',
    'electron.vite.config.ts'
  ]

  function write(path: string, time: number): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), '')
    setTime(path, time)
  }

  /** Of a file and of the folders above it, which change when it is made. */
  function setTime(path: string, time: number): void {
    for (let at = path; at !== '.'; at = dirname(at)) utimesSync(join(folder, at), time, time)
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skein-fresh-'))
    for (const path of sources) write(path, 1_000)
    for (const path of outputs) write(path, 2_000)
    for (const path of sources) setTime(path, 1_000)
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('newer than its sources is fresh', () => {
    expect(isFresh(folder)).toBe(true)
  })

  test.each([
    'electron/main.ts',
    'renderer/ui/Button.tsx',
    'shared/ids.ts',
    'scripts/build/classicScripts.ts',
    'package.json'
  ])('is stale when %s is newer', (path) => {
    setTime(path, 3_000)
    expect(isFresh(folder)).toBe(false)
  })

  test('is stale when one output is older than a source', () => {
    setTime('out/preload/preload.cjs', 500)
    expect(isFresh(folder)).toBe(false)
  })

  test('is stale when a source was removed', () => {
    rmSync(join(folder, 'renderer/ui/Button.tsx')) // the folder's own time says so
    expect(isFresh(folder)).toBe(false)
  })

  test('is not made again for a test', () => {
    write('shared/ids.test.ts', 3_000)
    setTime('shared/ids.ts', 1_000)
    expect(isFresh(folder)).toBe(true)
  })

  test('that is missing is not fresh', () => {
    rmSync(join(folder, 'out'), { recursive: true })
    expect(isFresh(folder)).toBe(false)
  })
})
