import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listFiles } from './listFiles.ts'
import { lookAtFiles } from './lookAtFiles.ts'
import { temporaryProject } from '../../tests/support/files/temporaryProject.ts'
import { walkFolder } from './walkFolder.ts'

const never = new AbortController().signal

function gitProject() {
  const project = temporaryProject()
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-C', project.folder, ...args], {
      stdio: 'pipe',
      env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }
    })
  }
  return { ...project, git }
}

async function allOf(batches: AsyncIterable<string[]>): Promise<string[]> {
  const all: string[] = []
  for await (const batch of batches) all.push(...batch)
  return all.toSorted()
}
const listed = (folder: string): Promise<string[]> => allOf(listFiles(folder, never))

const tree = {
  'README.md': '',
  '.gitignore': '*.log\n/build\n!keep.log\nvendor/*\n!vendor/ours.txt\n',
  'build/out.js': '',
  'a.log': '',
  'keep.log': '',
  'vendor/ours.txt': '',
  'vendor/theirs.txt': '',
  'src/build/kept.js': '',
  'src/a.ts': '',
  'src/.gitignore': 'generated/\n!loud.log\n',
  'src/generated/x.ts': '',
  'src/loud.log': '',
  'src/quiet.log': '',
  '.hidden/x': '',
  'node_modules/p/index.js': '',
  'secret.txt': '',
  'sp ace/ü "q\'.txt': '',
  'new\nline.txt': '',
  ' lead': '',
  '日本語/ファイル.ts': ''
}
const kept = [
  '.gitignore',
  '.hidden/x',
  'README.md',
  'keep.log',
  'new\nline.txt',
  'sp ace/ü "q\'.txt',
  'src/.gitignore',
  'src/a.ts',
  'src/build/kept.js',
  'src/loud.log',
  'vendor/ours.txt',
  ' lead',
  '日本語/ファイル.ts'
].toSorted()
const exclude = 'node_modules\nsecret.txt\n'

describe('the files of a project', () => {
  test('in a repository are what git says: tracked and new ones, none that is ignored', async () => {
    const { folder, put, git } = gitProject()
    put(tree)
    git('init', '--quiet')
    writeFileSync(join(folder, '.git/info/exclude'), exclude)
    git('add', 'README.md', '.gitignore', 'src')
    expect(await listed(folder)).toEqual(kept)
  })

  test('without git are found by walking, by the same rules', async () => {
    const { folder, put, git } = gitProject()
    put(tree)
    git('init', '--quiet')
    writeFileSync(join(folder, '.git/info/exclude'), exclude)
    expect(await allOf(walkFolder(folder, never))).toEqual(kept)
    rmSync(join(folder, '.git'), { recursive: true })
    expect(await listed(folder)).toEqual([...kept, 'secret.txt'].toSorted())
  })

  test('are found in a folder that the repository around it ignores', async () => {
    const { folder, put, git } = gitProject()
    put({ '.gitignore': '/inner\n', 'inner/a.txt': '', 'outer.txt': '' })
    git('init', '--quiet')
    expect(await listed(join(folder, 'inner'))).toEqual(['a.txt'])
  })

  test('are found in a part of a repository, by paths from there', async () => {
    const { folder, put, git } = gitProject()
    put({ '.gitignore': '*.log\n', 'part/a.txt': '', 'part/b.log': '', 'other.txt': '' })
    git('init', '--quiet')
    git('add', '--all')
    expect(await listed(join(folder, 'part'))).toEqual(['a.txt'])
  })

  test('are found in repositories within, tracked as submodules or not', async () => {
    const { folder, put, git } = gitProject()
    put({ 'own.txt': '', 'new/n.txt': '', 'sub/s.txt': '', 'sub/deep/d.txt': '' })
    git('init', '--quiet')
    git('-C', 'sub', 'init', '--quiet')
    git('-C', 'new', 'init', '--quiet')
    git('-C', 'sub', 'add', '--all')
    git('-C', 'sub', '-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '--quiet', '--message', 'one')
    git('add', 'sub')
    expect(await listed(folder)).toEqual(['new/n.txt', 'own.txt', 'sub/deep/d.txt', 'sub/s.txt'])
  })

  test('do not name a submodule that was not fetched', async () => {
    const { folder, put, git } = gitProject()
    put({ 'own.txt': '' })
    git('init', '--quiet')
    git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`)
    mkdirSync(join(folder, 'sub'))
    expect(await listed(folder)).toEqual(['own.txt'])
  })

  test('stand there once while they are in conflict', async () => {
    const { folder, put, git } = gitProject()
    put({ 'a.txt': 'ours' })
    git('init', '--quiet')
    const commit = ['-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '--quiet', '--all', '--message']
    git('add', '--all')
    git(...commit, 'one')
    git('checkout', '--quiet', '-b', 'other')
    put({ 'a.txt': 'theirs' })
    git(...commit, 'two')
    git('checkout', '--quiet', '-')
    put({ 'a.txt': 'third' })
    git(...commit, 'three')
    expect(() => git('-c', 'user.name=t', '-c', 'user.email=t@t', 'merge', 'other')).toThrow('merge')
    expect(await listed(folder)).toEqual(['a.txt'])
  })

  test('are listed without running what the repository names', async () => {
    const { folder, put, git } = gitProject()
    put({ 'a.txt': '' })
    git('init', '--quiet')
    put({ 'monitor.sh': `#!/bin/sh\ntouch '${join(folder, 'ran')}'\n` })
    chmodSync(join(folder, 'monitor.sh'), 0o755)
    git('config', 'core.fsmonitor', join(folder, 'monitor.sh'))
    expect(await listed(folder)).toEqual(['a.txt', 'monitor.sh'])
    expect(await listed(folder)).toEqual(['a.txt', 'monitor.sh'])
  })

  test('are those of the folder, whatever repository the environment names', async () => {
    const { folder, put, git } = gitProject()
    put({ 'a.txt': '' })
    git('init', '--quiet')
    const other = gitProject()
    other.git('init', '--quiet')
    process.env['GIT_DIR'] = join(other.folder, '.git')
    try {
      expect(await listed(folder)).toEqual(['a.txt'])
    } finally {
      delete process.env['GIT_DIR']
    }
  })

  test('of a folder that vanished are none', async () => {
    const { folder } = temporaryProject()
    expect(await listed(join(folder, 'gone'))).toEqual([])
  })

  test.skipIf(process.getuid?.() === 0)('leave out a folder that cannot be read', async () => {
    const { folder, put } = temporaryProject()
    put({ 'a.txt': '', 'shut/b.txt': '' })
    chmodSync(join(folder, 'shut'), 0)
    expect(await listed(folder)).toEqual(['a.txt'])
    chmodSync(join(folder, 'shut'), 0o755)
  })

  test('are listed no further once nobody wants them', async () => {
    const { folder, put } = temporaryProject()
    put({ 'a.txt': '' })
    await expect(allOf(listFiles(folder, AbortSignal.abort()))).rejects.toThrow('abort')
  })
})

describe('looking at files', () => {
  test('leaves out what has gone, and links that lead out or nowhere', async () => {
    const { folder, put } = temporaryProject()
    const outside = temporaryProject()
    outside.put({ 'private.txt': '' })
    put({ 'a.txt': '', '..odd.txt': '', 'in/b.txt': '' })
    symlinkSync('a.txt', join(folder, 'inside'))
    symlinkSync('in', join(folder, 'folderInside'))
    symlinkSync(outside.folder, join(folder, 'folderOutside'))
    symlinkSync(join(outside.folder, 'private.txt'), join(folder, 'outside'))
    symlinkSync('nowhere', join(folder, 'dangling'))
    symlinkSync('loop', join(folder, 'loop'))
    const paths = await listed(folder)
    expect(paths).toEqual([
      '..odd.txt',
      'a.txt',
      'dangling',
      'folderInside',
      'folderOutside',
      'in/b.txt',
      'inside',
      'loop',
      'outside'
    ])
    const times = await lookAtFiles(folder, [...paths, 'gone.txt', 'a.txt/below'], never)
    expect([...times.keys()].toSorted()).toEqual(['..odd.txt', 'a.txt', 'folderInside', 'in/b.txt', 'inside'])
    for (const time of times.values()) expect(Math.abs(Date.now() - time)).toBeLessThan(600_000)
  })
})
