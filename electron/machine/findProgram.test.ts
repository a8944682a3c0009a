import { describe, expect, test } from 'vitest'
import { cleanPath, findPrograms, isFullPath, searchedFolders } from './findProgram.ts'

/** A machine that has these files and no others. */
function having(...files: string[]) {
  const asked: string[] = []
  return {
    asked,
    isProgram: (file: string) => {
      asked.push(file)
      return Promise.resolve(files.includes(file))
    }
  }
}

describe('the folders of PATH', () => {
  test.each([
    ['linux', '/usr/bin:/bin', ['/usr/bin', '/bin']],
    ['linux', ':/usr/bin::.:./bin:bin:..:~/bin:', ['/usr/bin']],
    ['darwin', '', []],
    ['linux', undefined, []],
    ['linux', '/ok\0/x:/bin', ['/bin']],
    ['win32', 'C:\\Windows;"D:\\my tools";c:/git/bin', ['C:\\Windows', 'D:\\my tools', 'c:/git/bin']],
    ['win32', ';.;bin;.\\bin;C:bin;C:;\\bin;/bin;"";..', []],
    ['win32', '\\\\host\\share;//host/share;\\\\?\\C:\\x;\\\\.\\C:\\x', []]
  ] as const)('on %s %j', (platform, path, folders) => {
    expect(searchedFolders(path, platform)).toEqual(folders)
  })

  test('are joined again as the system has them', () => {
    expect(cleanPath('.:/a::/b', 'linux')).toBe('/a:/b')
    expect(cleanPath('.;C:\\a;;D:\\b', 'win32')).toBe('C:\\a;D:\\b')
  })
})

test.each([
  ['linux', '/a', true],
  ['linux', './a', false],
  ['win32', 'C:\\a', true],
  ['win32', 'c:/a', true],
  ['win32', 'C:a', false],
  ['win32', '\\a', false],
  ['win32', '\\\\host\\a', false],
  ['win32', '\\\\.\\pipe\\a', false]
] as const)('a full path on %s: %s %s', (platform, name, isFull) => {
  expect(isFullPath(name, platform)).toBe(isFull)
})

describe('a program by its name', () => {
  test('is every one there is, in the order of PATH', async () => {
    const { isProgram } = having('/b/git', '/c/git')
    expect(await findPrograms('git', { path: '/a:/b:/c', platform: 'linux', isProgram })).toEqual([
      '/b/git',
      '/c/git'
    ])
  })

  test('is never looked for in the current folder', async () => {
    const { asked, isProgram } = having('git', './git', 'bin/git')
    for (const path of ['', '.', ':', './', 'bin', undefined]) {
      expect(await findPrograms('git', { path, platform: 'linux', isProgram })).toEqual([])
    }
    for (const path of ['', '.', ';', '.\\', 'bin', 'C:', undefined]) {
      expect(await findPrograms('git', { path, platform: 'win32', isProgram })).toEqual([])
    }
    expect(asked).toEqual([])
  })

  test.each(['./git', 'bin/git', '../git', '.', '..', '', 'a\0b'])('%j is none', async (name) => {
    const { asked, isProgram } = having()
    expect(await findPrograms(name, { path: '/a', platform: 'linux', isProgram })).toEqual([])
    expect(asked).toEqual([])
  })

  test.each([
    '.\\git',
    'C:git',
    '\\git',
    '\\\\host\\share\\git',
    'git:stream',
    '//host/git.exe',
    '\\\\?\\C:\\git.exe'
  ])('%j is none on Windows', async (name) => {
    const { asked, isProgram } = having()
    expect(await findPrograms(name, { path: 'C:\\a', platform: 'win32', isProgram })).toEqual([])
    expect(asked).toEqual([])
  })

  test('takes the extensions of PATHEXT on Windows, and a file without one is none', async () => {
    const { asked, isProgram } = having('C:\\a\\code', 'C:\\b\\code.cmd', 'C:\\b\\code.exe')
    const search = { path: 'C:\\a;C:\\b', platform: 'win32', isProgram } as const
    expect(await findPrograms('code', search)).toEqual(['C:\\b\\code.exe', 'C:\\b\\code.cmd'])
    expect(asked).not.toContain('C:\\a\\code')
    expect(await findPrograms('code', { ...search, pathExt: '.COM;.EXE' })).toEqual(['C:\\b\\code.exe'])
    expect(await findPrograms('code.EXE', { ...search, pathExt: '.exe;;evil' })).toEqual([])
    expect(await findPrograms('C:\\b\\code', search)).toEqual(['C:\\b\\code.exe', 'C:\\b\\code.cmd'])
  })

  test('stands for itself with its full path', async () => {
    const { isProgram } = having('/opt/x')
    expect(await findPrograms('/opt/x', { path: '', platform: 'linux', isProgram })).toEqual(['/opt/x'])
  })
})
