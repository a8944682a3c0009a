import { chmodSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { editorCommand } from './editorCommand.ts'
import { openFile } from './openFile.ts'
import { startDetached } from './processOpen.ts'
import { systemOpener } from './systemOpener.ts'
import { temporaryProject } from '../../tests/support/files/temporaryProject.ts'

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
    ['linux', '/p/a.js', false, { program: 'xdg-open', args: ['/p/a.js'] }],
    ['linux', '/p/a.desktop', false, { program: 'xdg-open', args: ['/p'] }],
    ['linux', '/p/a.sh', false, { program: 'xdg-open', args: ['/p'] }],
    ['linux', '/p/tool', true, { program: 'xdg-open', args: ['/p'] }],
    ['darwin', '/p/a.ts', false, { program: 'open', args: ['/p/a.ts'] }],
    ['darwin', '/p/tool', true, { program: 'open', args: ['-R', '/p/tool'] }],
    ['darwin', '/p/Evil.app', false, { program: 'open', args: ['-R', '/p/Evil.app'] }],
    ['win32', 'C:\\p q\\a.ts', false, { program: 'explorer.exe', args: ['C:\\p q\\a.ts'] }],
    ['win32', 'C:\\p q\\a.EXE', false, { program: 'explorer.exe', args: ['/select,', 'C:\\p q\\a.EXE'] }],
    ['win32', 'C:\\p\\a.bat. .', false, { program: 'explorer.exe', args: ['/select,', 'C:\\p\\a.bat. .'] }],
    ['win32', 'C:\\p\\a.js', false, { program: 'explorer.exe', args: ['/select,', 'C:\\p\\a.js'] }]
  ] as const)('%s %s (program: %s)', (platform, path, isExecutable, expected) => {
    expect(systemOpener({ path, isExecutable }, platform)).toEqual(expected)
  })
})

describe('opening a file', () => {
  function opener(editor: string | null = 'edit {path}:{line}', home?: string) {
    const project = temporaryProject()
    const started: (readonly string[])[] = []
    const open = (path: string, line?: number) =>
      openFile(
        { path, ...(line === undefined ? null : { line }) },
        {
          folder: project.folder,
          editor,
          ...(home === undefined ? null : { home }),
          platform: 'linux',
          start: (program, args) => {
            started.push([program, ...args])
            return Promise.resolve()
          }
        }
      )
    return { ...project, started, open }
  }

  test('goes to the editor with its line, and tells where in the project it lies', async () => {
    const { folder, put, started, open } = opener()
    put({ 'src/a.ts': '', '..odd.ts': '' })
    expect(await open('src/a.ts', 3)).toBe('src/a.ts')
    expect(await open(join(folder, 'src', '..', '..odd.ts'))).toBe('..odd.ts')
    expect(started).toEqual([
      ['edit', `${join(folder, 'src/a.ts')}:3`],
      ['edit', `${join(folder, '..odd.ts')}:1`]
    ])
  })

  test('is there in whatever normal form and case its name was written, and at home', async () => {
    const home = temporaryProject()
    home.put({ '.profile': '' })
    const { folder, put, started, open } = opener('edit {path}', home.folder)
    put({ ['größe/Übersicht.md'.normalize('NFD')]: '', 'README.md': '', '~odd/x': '' })
    expect(await open('größe/Übersicht.md'.normalize('NFC'))).toBe('größe/Übersicht.md'.normalize('NFD'))
    expect(await open(join(folder, 'größe/übersicht.md'))).toBe('größe/Übersicht.md'.normalize('NFD'))
    expect(await open('readme.MD')).toBe('README.md')
    expect(await open('~odd/x')).toBe('~odd/x')
    expect(await open('~/.profile')).toBeNull()
    expect(started.at(-1)).toEqual(['edit', join(home.folder, '.profile')])
    await expect(open('~/gone')).rejects.toMatchObject({ code: 'file_not_found' })
    await expect(open('~/../x')).rejects.toMatchObject({ code: 'file_not_found' })
    await expect(open('gröSSe/Übersicht.md')).rejects.toMatchObject({ code: 'file_not_found' })
  })

  test('outside of the project takes the full path: nothing relative leads there', async () => {
    const outside = temporaryProject()
    outside.put({ 'b.ts': '' })
    const { folder, started, open } = opener()
    symlinkSync(join(outside.folder, 'b.ts'), join(folder, 'link.ts'))
    symlinkSync(outside.folder, join(folder, 'folder'))
    symlinkSync(outside.folder, join(folder, '~'))
    for (const path of [
      '~/b.ts',
      '../',
      `../${outside.folder.split('/').at(-1)}/b.ts`,
      'link.ts',
      'folder/b.ts'
    ]) {
      await expect(open(path)).rejects.toMatchObject({ status: 404, code: 'file_not_found' })
    }
    expect(started).toEqual([])
    expect(await open(join(outside.folder, 'b.ts'))).toBeNull()
    expect(started).toEqual([['edit', `${join(outside.folder, 'b.ts')}:1`]])
  })

  test('by the system never starts a program, whatever the link to it is called', async () => {
    const { folder, put, started, open } = opener(null)
    put({ 'bin/tool': '#!/bin/sh\n', 'bin/run.sh': '', 'notes.txt': '' })
    chmodSync(join(folder, 'bin/tool'), 0o755)
    symlinkSync('bin/tool', join(folder, 'readme.txt'))
    symlinkSync('bin/run.sh', join(folder, 'readme.md'))
    for (const path of ['bin/tool', 'readme.txt', 'readme.md', 'bin/run.sh']) await open(path)
    expect(started).toEqual(Array.from({ length: 4 }, () => ['xdg-open', join(folder, 'bin')]))
    await open('notes.txt')
    await open('bin')
    expect(started.slice(4)).toEqual([
      ['xdg-open', join(folder, 'notes.txt')],
      ['xdg-open', join(folder, 'bin')]
    ])
  })

  test('looks inside a file whose name tells nothing, and opens what is plain text', async () => {
    const { folder, put, started, open } = opener(null)
    put({ LICENSE: 'MIT', evil: '#!/bin/sh\n', page: '<script>', 'a.html': '', 'a.svg': '', 'a.unknown': '' })
    for (const path of ['LICENSE', 'evil', 'page', 'a.html', 'a.svg', 'a.unknown']) await open(path)
    expect(started).toEqual([
      ['xdg-open', join(folder, 'LICENSE')],
      ...Array.from({ length: 5 }, () => ['xdg-open', folder])
    ])
  })

  test('leads to no device and to no other machine, not by a link of the project either', async () => {
    const { folder, started, open } = opener()
    symlinkSync('/dev/null', join(folder, 'null'))
    symlinkSync('/net/host/share', join(folder, 'share'))
    symlinkSync('//host/share', join(folder, 'twice'))
    for (const path of ['null', 'share', 'share/x', 'twice', '/dev/tty', '//host/share/x', '/net/host/x']) {
      await expect(open(path)).rejects.toMatchObject({ status: 404, code: 'file_not_found' })
    }
    expect(started).toEqual([])
  })

  test.each([
    '\\\\host\\share\\x',
    '//host/share',
    '\\\\?\\C:\\x',
    'C:x',
    'a.txt:evil.exe',
    'NUL',
    'a.exe.',
    '%5C%5Chost%5Cx'
  ])('on Windows is refused for %j before anything is asked of the disk', async (path) => {
    const asked: string[] = []
    const opened = openFile(
      { path },
      {
        folder: 'C:\\p',
        editor: 'edit',
        platform: 'win32',
        start: () => Promise.reject(new Error('started')),
        disk: {
          linkAt: (one) => {
            asked.push(one)
            return Promise.resolve(null)
          }
        }
      }
    )
    await expect(opened).rejects.toMatchObject({ status: 404, code: 'file_not_found' })
    expect(asked).toEqual([])
  })

  test('tells of one that is gone, of a wrong name and of a loop', async () => {
    const { folder, started, open } = opener()
    symlinkSync('loop', join(folder, 'loop'))
    for (const path of ['gone.ts', 'nul\0.ts', 'loop', '/gone/too.ts']) {
      await expect(open(path)).rejects.toMatchObject({ status: 404, code: 'file_not_found' })
    }
    expect(started).toEqual([])
  })

  test.each([
    ['no-such-program {path}', 'no-such-program could not open it'],
    ["node -e 'process.exit(3)' {path}", 'node ended with 3'],
    ['/ {path}', '/ could not open it']
  ])('tells that the editor “%s” cannot do it', async (editor, sentence) => {
    const { folder, put } = temporaryProject()
    put({ 'a.ts': '' })
    const opened = openFile({ path: 'a.ts' }, { folder, editor, platform: 'linux', start: startDetached })
    await expect(opened).rejects.toMatchObject({
      status: 502,
      code: 'editor_failed',
      message: expect.stringContaining(sentence)
    })
    await expect(opened).rejects.toThrow('settings')
  })

  test('ends well when the editor does', async () => {
    await expect(startDetached(process.execPath, ['--version'])).resolves.toBeUndefined()
  })
})
