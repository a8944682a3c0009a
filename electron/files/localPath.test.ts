import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fuzzRuns } from '../../tests/attacks/support/fuzzRuns.ts'
import { followLocally, leadsElsewhere, leadsElsewhereFrom } from './localPath.ts'

describe('a path on Windows that is not opened', () => {
  test.each([
    ['network', '\\\\host\\share\\x'],
    ['network', '//host/share/x'],
    ['network', '\\/host/share'],
    ['network', '/\\host\\share'],
    ['network', '%5C%5Chost%5Cshare%5Cx'],
    ['network', '%5c%5chost%5cshare'],
    ['network', '%2f%2fhost%2fshare'],
    ['network', '%255C%255Chost%255Cshare'],
    ['network', '\\%5Chost\\share%'],
    ['network', 'file://host/share/x'],
    ['network', 'smb://host/share'],
    ['device', '\\\\?\\C:\\x'],
    ['device', '\\\\.\\C:'],
    ['device', '\\\\.\\pipe\\x'],
    ['device', '//?/UNC/host/share'],
    ['device', '//./PhysicalDrive0'],
    ['device', '\\\\?\\UNC\\host\\share'],
    ['device', '\\??\\UNC\\host\\share'],
    ['device', '%5C%5C%3F%5CUNC%5Chost'],
    ['device', 'NUL'],
    ['device', 'nul.txt'],
    ['device', 'src\\CON'],
    ['device', 'src/aux.h'],
    ['device', 'COM1'],
    ['device', 'com¹.log'],
    ['device', 'LPT9 .txt'],
    ['device', 'prn:'],
    ['device', 'C:\\x\\CONIN$'],
    ['device', '%4e%55%4c'],
    ['drive', 'C:foo'],
    ['drive', 'c:'],
    ['drive', 'C:..\\x'],
    ['drive', 'Z:evil.exe'],
    ['name', 'a.txt:evil.exe'],
    ['name', 'a.txt::$DATA'],
    ['name', 'C:\\p\\a.txt:evil'],
    ['name', 'evil.exe.'],
    ['name', 'evil.exe '],
    ['name', 'evil.exe . .'],
    ['name', 'folder. \\a.txt'],
    ['name', 'a\0b'],
    ['name', 'a|b'],
    ['name', 'a"b'],
    ['name', 'a\nb']
  ] as const)('%s: %j', (elsewhere, path) => {
    expect(leadsElsewhere(path, 'win32')).toBe(elsewhere)
  })

  test.each([
    'src\\a.ts',
    'src/a.ts',
    '..\\b.ts',
    '.',
    'C:\\p q\\a.ts',
    'c:/x',
    'null.txt',
    'console.log',
    'com10.txt',
    'auxiliary',
    '100%.txt',
    'a%20b.txt',
    '\\x',
    '.gitignore'
  ])('a plain one is looked at: %j', (path) => expect(leadsElsewhere(path, 'win32')).toBeNull())

  test('none that begins with two slashes of any kind, however often they are encoded', () => {
    const slash = fc.constantFrom('\\', '/', '%5C', '%5c', '%2F', '%2f', '%255C', '%252f')
    const rest = fc.stringMatching(/^[a-z0-9.?]{1,8}[\\/][a-z]{0,5}$/)
    fc.assert(
      fc.property(slash, slash, rest, (one, two, tail) => {
        expect(leadsElsewhere(`${one}${two}${tail}`, 'win32')).not.toBeNull()
      }),
      fuzzRuns()
    )
  })
})

describe('a path on other systems that is not opened', () => {
  test.each([
    ['network', '//host/share'],
    ['network', '/net/host/share'],
    ['network', '/x/../net/host'],
    ['network', '/Network/Servers/host'],
    ['network', 'smb://host/share'],
    ['device', '/dev/sda'],
    ['device', '/dev/../dev/tty'],
    ['device', '/proc/self/root/etc'],
    ['name', 'a\0b']
  ] as const)('%s: %j', (elsewhere, path) => {
    expect(leadsElsewhere(path, 'linux')).toBe(elsewhere)
    expect(leadsElsewhere(path, 'darwin')).toBe(elsewhere)
  })

  test.each([
    '/home/u/a.ts',
    'a.ts',
    '../a',
    '///home/u',
    '/dev/shm/p/a',
    '/network/a',
    'NUL',
    'a.txt:b',
    'a. '
  ])('a plain one is looked at: %j', (path) => expect(leadsElsewhere(path, 'linux')).toBeNull())
})

test('the files of a project on a share are opened, and none beside it', () => {
  const folder = '\\\\server\\share\\project'
  expect(leadsElsewhereFrom(folder, '\\\\server\\share\\project\\a.ts', 'win32')).toBeNull()
  expect(leadsElsewhereFrom(folder, 'a.ts', 'win32')).toBeNull()
  expect(leadsElsewhereFrom(folder, '\\\\server\\share\\other\\a.ts', 'win32')).toBe('network')
  expect(leadsElsewhereFrom(folder, '\\\\server\\share\\project\\a.ts:b', 'win32')).toBe('name')
  expect(leadsElsewhereFrom(folder, '\\\\host\\share\\a.ts', 'win32')).toBe('network')
})

describe('links are followed one by one', () => {
  function disk(links: Readonly<Record<string, string>>) {
    const asked: string[] = []
    return {
      asked,
      linkAt: (path: string) => {
        asked.push(path)
        return Promise.resolve(links[path] ?? null)
      }
    }
  }

  test.each([
    ['C:\\p\\a', '\\\\host\\share\\x', 'network'],
    ['C:\\p\\a', '\\\\?\\UNC\\host\\share', 'device'],
    ['C:\\p\\a', 'C:x', 'drive'],
    ['C:\\p\\a', 'NUL', 'device'],
    ['C:\\p\\a', '..\\..\\..\\x:y', 'name']
  ])('on Windows %s → %s is refused before it is asked for', async (from, to, elsewhere) => {
    const fake = disk({ [from]: to })
    await expect(followLocally('C:\\p\\a\\b', 'C:\\p', 'win32', fake)).rejects.toMatchObject({ elsewhere })
    expect(fake.asked).toEqual(['C:\\p\\a'])
  })

  test('and so is one behind another', async () => {
    const fake = disk({ 'C:\\p\\a': 'D:\\b', 'D:\\b': 'c', 'D:\\c': '\\\\host\\share' })
    await expect(followLocally('C:\\p\\a', 'C:\\p', 'win32', fake)).rejects.toMatchObject({
      elsewhere: 'network'
    })
    expect(fake.asked).toEqual(['C:\\p\\a', 'D:\\b', 'D:\\c'])
  })

  test('those that stay here lead to what is behind them', async () => {
    const links = { '/p/a': '../q/b', '/q/b': '/r', '/p/c': 'd' }
    expect(await followLocally('/p/a/x', '/p', 'linux', disk(links))).toBe('/r/x')
    expect(await followLocally('/p/c', '/p', 'linux', disk(links))).toBe('/p/d')
    expect(await followLocally('/p', '/p', 'linux', disk(links))).toBe('/p')
    expect(await followLocally('C:\\p\\a\\b', 'C:\\p', 'win32', disk({ 'C:\\p\\a': '..\\q' }))).toBe(
      'C:\\q\\b'
    )
  })

  test('a loop ends, and hosts that are mounted when asked for are not asked for', async () => {
    await expect(followLocally('/p/a', '/p', 'linux', disk({ '/p/a': 'a' }))).rejects.toMatchObject({
      code: 'ELOOP'
    })
    const fake = disk({ '/p/a': '/net/host' })
    await expect(followLocally('/p/a', '/p', 'darwin', fake)).rejects.toMatchObject({ elsewhere: 'network' })
    expect(fake.asked).toEqual(['/p/a'])
  })
})
