/** Git's index as a folder brings it along: what git wrote is read as git reads it, what anybody else wrote does no harm. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { temporaryProject } from '../support/files/temporaryProject.ts'
import { repositoryAt } from '../../electron/git/findRepository.ts'
import { HEADER_BYTES, IndexEntries, indexHeader } from '../../electron/git/indexEntries.ts'
import { readIndex } from '../../electron/git/readIndex.ts'
import { fuzzRuns, fuzzTimeout } from './support/fuzzRuns.ts'
import { pureGit } from './support/gitFolders.ts'

const names = [
  'a',
  'a.b',
  'b/c',
  'b/c.d/e',
  'd e',
  'ü/日本',
  'new\nline',
  'x'.repeat(200),
  'y/'.repeat(60) + 'z',
  'zz'
]

function written(version: number, format: string): { readonly folder: string; readonly told: string[] } {
  const { folder, put } = temporaryProject()
  pureGit(folder, 'init', '--quiet', '--template=', `--object-format=${format}`)
  put(Object.fromEntries(names.map((name) => [name, name])))
  pureGit(folder, 'add', '--all')
  pureGit(folder, 'commit', '--quiet', '--message', 'one')
  mkdirSync(join(folder, 'inside'))
  const commit = pureGit(folder, 'rev-parse', 'HEAD').trim()
  pureGit(folder, 'update-index', '--add', '--cacheinfo', `160000,${commit},inside`)
  put({ 'later.txt': '' })
  // Flags that only versions 3 and 4 have room for.
  if (version > 2) {
    pureGit(folder, 'add', '--intent-to-add', 'later.txt')
    pureGit(folder, 'update-index', '--skip-worktree', 'a.b')
  }
  pureGit(folder, 'update-index', `--index-version=${version}`)
  const told = pureGit(folder, 'ls-files', '-z', '--cached').split('\0').slice(0, -1)
  return { folder, told }
}

test.each([
  [2, 'sha1'],
  [3, 'sha1'],
  [4, 'sha1'],
  [2, 'sha256'],
  [4, 'sha256']
] as const)('of version %s with %s it is read as git reads it', async (version, format) => {
  const { folder, told } = written(version, format)
  const repository = await repositoryAt(folder)
  const paths: string[] = []
  const read = await readIndex(
    join(folder, '.git', 'index'),
    repository?.hashBytes ?? 0,
    (entries) => {
      paths.push(...entries.map(({ path }) => path))
      return true
    },
    new AbortController().signal
  )
  expect(read).toEqual({ kind: 'whole' })
  expect(paths).toEqual(told)
})

const runs = fuzzRuns()

test('with any byte changed, and in any pieces, it ends', { timeout: fuzzTimeout(runs) }, () => {
  const originals = ([2, 4] as const).map((version) => {
    return readFileSync(join(written(version, 'sha1').folder, '.git', 'index'))
  })
  const change = fc.record({ at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) })
  const changes = fc.array(change, { maxLength: 8 })
  fc.assert(
    fc.property(
      fc.constantFrom(...originals),
      changes,
      fc.integer({ min: 70, max: 900 }),
      (original, made, piece) => {
        const bytes = Buffer.from(original)
        for (const { at, value } of made) bytes[at % bytes.length] = value
        const header = indexHeader(bytes)
        if (header === null) return
        const reader = new IndexEntries(header, 20)
        let at = HEADER_BYTES
        for (;;) {
          const found = reader.take(bytes.subarray(at, at + piece))
          if (found === null || found.taken === 0) return
          for (const { path } of found.entries) expect(path.length).toBeLessThanOrEqual(4_096)
          at += found.taken
        }
      }
    ),
    runs
  )
})

test('a file that is no index is none', async () => {
  const { folder } = temporaryProject()
  const read = (text: string) => {
    writeFileSync(join(folder, 'index'), text)
    return readIndex(join(folder, 'index'), 20, () => true, new AbortController().signal)
  }
  expect(await read('')).toEqual({ kind: 'unreadable' })
  expect(await read('DIRC')).toEqual({ kind: 'unreadable' })
  expect(await read('DIRC\0\0\0\u0005\0\0\0\u0001')).toEqual({ kind: 'unreadable' })
  expect(await read('DIRC\0\0\0\u0002\0\0\0\u0001')).toEqual({ kind: 'unreadable' })
})
