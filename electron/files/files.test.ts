import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '../log.ts'
import { systemClock } from '../clock.ts'
import { editorCommand } from './editorCommand.ts'
import { FileIndex } from './fileIndex.ts'
import { prepareBatch, rankFiles } from './fileRanking.ts'
import { listFiles } from './listFiles.ts'
import { openFile } from './openFile.ts'
import { systemOpener } from './systemOpener.ts'

let folder = ''

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'skein-files-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

async function listed(): Promise<string[]> {
  const all: string[] = []
  for await (const batch of listFiles(folder, new AbortController().signal)) all.push(...batch)
  return all.toSorted()
}

const tree = {
  'README.md': '',
  '.gitignore': '*.log\n/build\n!keep.log\n',
  'build/out.js': '',
  'a.log': '',
  'keep.log': '',
  'src/a.ts': '',
  'src/.gitignore': 'generated/\n!loud.log\n',
  'src/generated/x.ts': '',
  'src/loud.log': '',
  'src/quiet.log': '',
  'node_modules/p/index.js': '',
  'sp ace/ü "q".txt': ''
}
const kept = [
  '.gitignore',
  'README.md',
  'keep.log',
  'sp ace/ü "q".txt',
  'src/.gitignore',
  'src/a.ts',
  'src/loud.log'
]

describe('the files of a project', () => {
  test('outside git are found by walking, with what .gitignore files say', async () => {
    put(tree)
    symlinkSync(tmpdir(), join(folder, 'elsewhere'))
    expect(await listed()).toEqual(kept)
  })

  test('in a repository are what git says: tracked and new ones, none that is ignored', async () => {
    put({ ...tree, '.git-is-made-below': '' })
    git('init', '--quiet')
    writeFileSync(join(folder, '.git/info/exclude'), 'node_modules\n.git-is-made-below\n')
    git('add', 'README.md', '.gitignore')
    expect(await listed()).toEqual(kept)
  })

  test('a program the repository names is not run', async () => {
    put({ 'a.txt': '' })
    git('init', '--quiet')
    const mark = join(folder, 'ran')
    put({ 'monitor.sh': `#!/bin/sh\ntouch '${mark}'\n` })
    chmodSync(join(folder, 'monitor.sh'), 0o755)
    git('config', 'core.fsmonitor', join(folder, 'monitor.sh'))
    expect(await listed()).toEqual(['a.txt', 'monitor.sh'])
  })

  test('a folder that vanished has none', async () => {
    const index = new FileIndex({
      list: (signal) => listFiles(join(folder, 'gone'), signal),
      clock: systemClock,
      log: silentLog
    })
    await index.search('a', 5)
    await index.settled()
    expect(await index.search('a', 5)).toEqual({ files: [], total: 0, isComplete: true })
    await index.close()
  })

  function git(...args: string[]): void {
    execFileSync('git', ['-C', folder, ...args], { env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1' } })
  }
})

describe('the index', () => {
  test('answers with folders too, says when it is whole, and what was used lately comes first', async () => {
    const index = new FileIndex({
      list: async function* () {
        yield await Promise.resolve(['src/deep/one.ts', 'two.ts'])
      },
      clock: systemClock,
      log: silentLog
    })
    await index.search('', 9)
    await index.settled()
    expect(await index.search('', 9)).toEqual({
      files: ['two.ts', 'src/', 'src/deep/', 'src/deep/one.ts'].map((path) => ({ path, positions: [] })),
      total: 4,
      isComplete: true
    })
    index.touch('src/deep/one.ts')
    expect((await index.search('', 1)).files).toEqual([{ path: 'src/deep/one.ts', positions: [] }])
    await index.close()
  })

  test('shows what it has while it is still being filled', async () => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const index = new FileIndex({
      list: async function* () {
        yield ['first.ts']
        await gate
        yield ['second.ts']
      },
      clock: systemClock,
      log: silentLog
    })
    expect(await index.search('first', 5)).toMatchObject({
      total: 1,
      isComplete: false,
      files: [{ path: 'first.ts' }]
    })
    open()
    await index.settled()
    expect(await index.search('second', 5)).toMatchObject({ total: 2, isComplete: true })
    await index.close()
  })
})

describe('ranking', () => {
  const files = prepareBatch([
    'session/lib/file1.ts',
    'lib/sessionStore.ts',
    'lib/obsessionTable.ts',
    'docs/s/e/s/s.md',
    'renderer/stores/sessionStore.test.ts'
  ])
  const best = (query: string, lately: string[] = []) =>
    rankFiles(query, files, new Set(lately), 5).map(({ path }) => path)

  test('a name beats a folder, a beginning beats a middle', () => {
    expect(best('sess')[0]).toBe('lib/sessionStore.ts')
    expect(best('sess').indexOf('session/lib/file1.ts')).toBeGreaterThan(
      best('sess').indexOf('renderer/stores/sessionStore.test.ts')
    )
  })

  test('what was used lately breaks a near tie', () => {
    expect(best('sessionstore', ['renderer/stores/sessionStore.test.ts'])[0]).toBe(
      'renderer/stores/sessionStore.test.ts'
    )
  })

  test('says which letters matched, and finds scattered ones', () => {
    expect(rankFiles('lib/sess', files, new Set(), 1)).toEqual([
      { path: 'lib/sessionStore.ts', positions: [0, 1, 2, 3, 4, 5, 6, 7] }
    ])
    expect(best('sesstest')).toContain('renderer/stores/sessionStore.test.ts')
    expect(best('qqq')).toEqual([])
  })
})

describe('an editor command', () => {
  const file = { path: '/a b/c.ts', line: 7 }
  test.each([
    ['code --goto {path}:{line}', { program: 'code', args: ['--goto', '/a b/c.ts:7'] }],
    ['"/opt/my editor/bin" -n', { program: '/opt/my editor/bin', args: ['-n', '/a b/c.ts'] }],
    ["vim '+call cursor({line}, 1)' {path}", { program: 'vim', args: ['+call cursor(7, 1)', '/a b/c.ts'] }],
    ['rm -rf / ; {path}', { program: 'rm', args: ['-rf', '/', ';', '/a b/c.ts'] }],
    ['   ', null]
  ])('%s', (command, expected) => {
    expect(editorCommand(command, file)).toEqual(expected)
  })

  test('takes a path for what it is, whatever stands in it', () => {
    expect(editorCommand('e {path}', { path: '/x/$& {line} $(id)', line: null })).toEqual({
      program: 'e',
      args: ['/x/$& {line} $(id)']
    })
  })
})

describe('the system', () => {
  test.each([
    ['linux', '/p/a.ts', false, { program: 'xdg-open', args: ['/p/a.ts'] }],
    ['linux', '/p/a.desktop', false, { program: 'xdg-open', args: ['/p'] }],
    ['linux', '/p/tool', true, { program: 'xdg-open', args: ['/p'] }],
    ['darwin', '/p/a.ts', false, { program: 'open', args: ['/p/a.ts'] }],
    ['darwin', '/p/Evil.app', false, { program: 'open', args: ['-R', '/p/Evil.app'] }],
    ['win32', 'C:\\p\\a.EXE', false, { program: 'explorer.exe', args: ['/select,C:\\p\\a.EXE'] }]
  ] as const)('%s %s (program: %s)', (platform, path, isExecutable, expected) => {
    expect(systemOpener({ path, isExecutable }, platform)).toEqual(expected)
  })
})

describe('opening a file', () => {
  const started: [string, readonly string[]][] = []
  const options = {
    editor: 'edit {path}:{line}',
    platform: 'linux' as const,
    start: (program: string, args: readonly string[]) => {
      started.push([program, args])
      return Promise.resolve()
    }
  }
  beforeEach(() => started.splice(0))

  test('goes to the editor with its line, and is remembered when it lies in the project', async () => {
    put({ 'src/a.ts': '' })
    expect(await openFile({ path: 'src/a.ts', line: 3 }, { ...options, folder })).toBe('src/a.ts')
    expect(
      await openFile({ path: join(folder, 'src/a.ts') }, { ...options, folder: join(folder, 'src') })
    ).toBe('a.ts')
    expect(await openFile({ path: '../src/a.ts' }, { ...options, folder: join(folder, 'other') })).toBeNull()
    expect(started).toEqual([
      ['edit', [`${join(folder, 'src/a.ts')}:3`]],
      ['edit', [`${join(folder, 'src/a.ts')}:1`]],
      ['edit', [`${join(folder, 'src/a.ts')}:1`]]
    ])
  })

  test('one that is gone, and an editor that cannot be started, are told', async () => {
    await expect(openFile({ path: 'gone.ts' }, { ...options, folder })).rejects.toMatchObject({
      status: 404,
      code: 'file_not_found'
    })
    put({ 'a.ts': '' })
    const start = () => Promise.reject(new Error('spawn edit ENOENT'))
    await expect(openFile({ path: 'a.ts' }, { ...options, folder, start })).rejects.toMatchObject({
      status: 502,
      code: 'editor_failed'
    })
    expect(started).toEqual([])
  })
})
