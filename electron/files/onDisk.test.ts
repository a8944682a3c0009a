import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { missingPaths } from './missingPaths.ts'
import { onDisk } from './onDisk.ts'
import { temporaryProject } from '../../tests/support/files/temporaryProject.ts'
import { matchesInTypedFolder } from './typedFolder.ts'

const never = new AbortController().signal
const nfc = (text: string): string => text.normalize('NFC')
const nfd = (text: string): string => text.normalize('NFD')

function project() {
  const { folder, put } = temporaryProject()
  const outside = temporaryProject()
  outside.put({ 'private.txt': '' })
  put({
    '.gitignore': 'dist\n',
    'dist/main.js': '',
    'README.md': '',
    [nfd('größe/übersicht.md')]: '',
    [nfc('한글/메모.txt')]: '',
    [nfd('문서/회의록.md')]: '',
    'in/deep/b.txt': ''
  })
  symlinkSync('README.md', join(folder, 'read'))
  symlinkSync('in', join(folder, 'linked'))
  symlinkSync('../README.md', join(folder, 'in', 'up'))
  symlinkSync('.', join(folder, 'here'))
  symlinkSync('nowhere', join(folder, 'dangling'))
  symlinkSync('loop', join(folder, 'loop'))
  symlinkSync(outside.folder, join(folder, 'out'))
  symlinkSync(join(outside.folder, 'private.txt'), join(folder, 'out.txt'))
  symlinkSync(join(outside.folder, 'gone.txt'), join(folder, 'out-gone.txt'))
  return { folder, outside: outside.folder }
}

describe('what a path is on the disk', () => {
  test.each<[written: string, kind: string, path?: string]>([
    ['README.md', 'file', 'README.md'],
    ['./README.md', 'file', 'README.md'],
    ['readme.MD', 'file', 'README.md'],
    ['dist/main.js', 'file', 'dist/main.js'],
    ['dist', 'folder', 'dist'],
    ['dist/', 'folder', 'dist'],
    ['DIST/Main.js', 'file', 'dist/main.js'],
    [nfc('größe/übersicht.md'), 'file', nfd('größe/übersicht.md')],
    [nfc('GRÖSSE'), 'nothing'],
    [nfc('Größe'), 'folder', nfd('größe')],
    [nfd('한글/메모.txt'), 'file', nfc('한글/메모.txt')],
    [nfc('문서/회의록.md'), 'file', nfd('문서/회의록.md')],
    ['read', 'file', 'read'],
    ['linked/deep/b.txt', 'file', 'linked/deep/b.txt'],
    ['linked/up', 'file', 'linked/up'],
    ['here/here/here/dist', 'folder', 'here/here/here/dist'],
    ['in/../README.md', 'file', 'README.md'],
    ['', 'folder', ''],
    ['gone.txt', 'nothing'],
    ['gone/README.md', 'nothing'],
    ['README.md/below', 'nothing'],
    ['dangling', 'nothing'],
    ['loop', 'nothing'],
    ['linked/deep/c.txt', 'nothing'],
    ['out.txt', 'untold'],
    ['out/private.txt', 'untold'],
    ['out/gone.txt', 'untold'],
    ['../README.md', 'untold'],
    ['in/../../x', 'untold'],
    ['/etc/passwd', 'untold'],
    ['a\0b', 'untold'],
    ['//server/share/x', 'untold'],
    [`${'x/'.repeat(70)}y`, 'untold'],
    ['x'.repeat(300), 'untold']
  ])('%j is %s', async (written, kind, path) => {
    const { folder } = project()
    const found = await onDisk(folder, written, never)
    expect(found).toMatchObject(path === undefined ? { kind } : { kind, path })
  })

  test.skipIf(process.getuid?.() === 0)('is not known where nobody may look', async () => {
    const { folder } = project()
    chmodSync(join(folder, 'in'), 0)
    expect(await onDisk(folder, 'in/deep/b.txt', never)).toEqual({ kind: 'untold' })
    chmodSync(join(folder, 'in'), 0o755)
  })

  test.skipIf(process.platform === 'win32')(
    'is not said to be missing when it is on another machine, which is not asked',
    async () => {
      const { folder } = project()
      symlinkSync('/net/somebody/shared', join(folder, 'shared'))
      expect(await onDisk(folder, 'shared', never)).toEqual({ kind: 'untold' })
      expect(await missingPaths(folder, ['shared', 'gone', 'out/gone.txt', '../x'], never)).toEqual(['gone'])
    }
  )

  test('is found as soon as it is there', async () => {
    const { folder } = project()
    expect(await missingPaths(folder, ['new.txt', 'README.md', 'new.txt'], never)).toEqual([
      'new.txt',
      'new.txt'
    ])
    writeFileSync(join(folder, 'new.txt'), '')
    expect(await missingPaths(folder, ['new.txt'], never)).toEqual([])
  })

  test('leads nowhere out of the project, whatever is written', async () => {
    const { folder, outside } = project()
    const step = fc.constantFrom(
      '..',
      '.',
      'in',
      'out',
      'out.txt',
      'here',
      'linked',
      'private.txt',
      'deep',
      '',
      'OUT'
    )
    const path = fc.array(step, { maxLength: 8 }).map((steps) => steps.join('/'))
    await fc.assert(
      fc.asyncProperty(path, async (written) => {
        const found = await onDisk(folder, written, never)
        expect('real' in found ? found.real : folder).toMatch(new RegExp(`^${folder}`))
        expect(JSON.stringify(found)).not.toContain(outside)
      }),
      { numRuns: 60 }
    )
  })
})

describe('a folder that was typed', () => {
  const typed = async (folder: string, query: string, known: readonly string[] = []): Promise<string[]> =>
    (
      await matchesInTypedFolder({
        root: folder,
        query,
        limit: 5,
        knows: (path) => known.includes(path),
        signal: never
      })
    ).map(({ path }) => path)

  test.each<[query: string, paths: readonly string[]]>([
    ['dist/', ['dist/main.js']],
    ['dist/ma', ['dist/main.js']],
    ['./dist/ma', ['dist/main.js']],
    ['dist/zz', []],
    ['linked/', ['linked/deep/', 'linked/up']],
    ['linked/de', ['linked/deep/']],
    ['linked/deep/', ['linked/deep/b.txt']],
    [nfc('문서/회의'), [nfd('문서/회의록.md')]],
    ['here/lin', ['here/linked/']],
    ['here/out', []],
    ['here/dang', []],
    ['out/', []],
    ['../', []],
    ['/etc/', []],
    ['gone/', []],
    ['dist', []],
    ['.GITIGNORE', ['.gitignore']],
    ['read', ['read', 'README.md']],
    ['out', []],
    ['zzz', []],
    ['', []]
  ])('%s', async (query, paths) => {
    expect(await typed(project().folder, query)).toEqual(paths)
  })

  test('that is in the list is left to it', async () => {
    const { folder } = project()
    expect([await typed(folder, 'in/', ['in/']), await typed(folder, './in/', ['in/'])]).toEqual([[], []])
  })

  test('has files at its top offered by their whole name, and by a part of it when the list has nothing that fits', async () => {
    const { folder } = project()
    writeFileSync(join(folder, '.env'), '')
    writeFileSync(join(folder, '.env.local'), '')
    expect(await typed(folder, '.env', [''])).toEqual(['.env'])
    expect(await typed(folder, '.en', [''])).toEqual([])
    expect(await typed(folder, '.en')).toEqual(['.env', '.env.local'])
  })

  test('with more in it than anybody reads gives the first', async () => {
    const { folder } = project()
    mkdirSync(join(folder, 'dist/many'))
    for (let n = 0; n < 30; n += 1) writeFileSync(join(folder, `dist/many/f${n}.txt`), '')
    expect(await typed(folder, 'dist/many/')).toHaveLength(5)
    expect(await typed(folder, 'dist/many/f29')).toEqual(['dist/many/f29.txt'])
  })
})
