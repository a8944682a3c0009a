import { describeHand } from '../../shared/words/en/foreignHand.ts'
import {
  chmodSync,
  chownSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { foreignHand, thisPerson } from './foreignHand.ts'
import type { Person } from './foreignHand.ts'

const nobody = 65_534

describe.skipIf(process.platform === 'win32')('somebody else who could change a file', () => {
  let root: string
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'skein-hand-')))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  function put(...parts: string[]): string {
    const file = join(root, ...parts)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '', { mode: 0o755 })
    return file
  }

  test('is nobody where the person alone may write, below a sticky folder for all too', () => {
    expect(foreignHand(put('bin', 'tool'))).toBeNull()
    const file = put('shared', 'mine', 'tool')
    chmodSync(join(root, 'shared'), 0o1777)
    expect(foreignHand(file)).toBeNull()
  })

  test('is everybody who may write to the file or to any folder above it', () => {
    const file = put('a', 'b', 'tool')
    for (const path of [file, join(root, 'a', 'b'), join(root, 'a')]) {
      chmodSync(path, 0o777)
      expect(foreignHand(file)).toEqual({ path, kind: path === file ? 'file' : 'folder', by: 'everyone' })
      chmodSync(path, 0o755)
    }
    expect(foreignHand(file)).toBeNull()
  })

  test('may put a library beside a program that lies in a folder for all, sticky or not', () => {
    const file = put('shared', 'tool')
    chmodSync(join(root, 'shared'), 0o1777)
    expect(foreignHand(file)).toEqual({ path: join(root, 'shared'), kind: 'folder', by: 'everyone' })
    expect(foreignHand(file, thisPerson(), { besideOthers: 'fine' })).toBeNull()
  })

  test('is found behind every link on the way', () => {
    const file = put('open', 'real', 'tool')
    mkdirSync(join(root, 'bin'))
    symlinkSync(join('..', 'open', 'real'), join(root, 'bin', 'relative'))
    symlinkSync(join(root, 'bin', 'relative', 'tool'), join(root, 'bin', 'tool'))
    expect(foreignHand(join(root, 'bin', 'tool'))).toBeNull()
    chmodSync(join(root, 'open'), 0o777)
    expect(foreignHand(join(root, 'bin', 'tool'))).toMatchObject({ path: join(root, 'open') })
    chmodSync(join(root, 'open'), 0o755)
    chmodSync(join(root, 'bin'), 0o777)
    expect(foreignHand(join(root, 'bin', 'tool'))).toMatchObject({ path: join(root, 'bin') })
    expect(foreignHand(file)).toBeNull()
  })

  test('a loop of links ends, and nothing relative is judged', () => {
    symlinkSync('loop', join(root, 'loop'))
    expect(() => foreignHand(join(root, 'loop'))).toThrow('loop of links')
    expect(() => foreignHand('bin/tool')).toThrow('not a full path')
  })

  test('a group counts unless it is the person’s alone or an administrator’s', () => {
    const file = put('bin', 'tool')
    chmodSync(join(root, 'bin'), 0o775)
    const { gid } = { gid: process.getgid?.() ?? 0 }
    const person: Person = {
      uid: process.getuid?.() ?? 0,
      owners: new Set([0, process.getuid?.() ?? 0]),
      groups: new Set([gid]),
      administrators: null
    }
    expect(foreignHand(file, person)).toBeNull()
    expect(foreignHand(file, { ...person, groups: new Set() })).toEqual({
      path: join(root, 'bin'),
      kind: 'folder',
      by: 'group'
    })
  })

  describe.skipIf(process.getuid?.() !== 0)('who owns it', () => {
    test('is told of the file, of a folder above it, and of a link where all may make links', () => {
      const file = put('a', 'tool')
      chownSync(file, nobody, nobody)
      expect(foreignHand(file)).toEqual({ path: file, kind: 'file', by: 'owner' })
      chownSync(file, 0, 0)
      chownSync(join(root, 'a'), nobody, nobody)
      expect(foreignHand(file)).toEqual({ path: join(root, 'a'), kind: 'folder', by: 'owner' })
      chownSync(join(root, 'a'), 0, 0)
      mkdirSync(join(root, 'shared'))
      chmodSync(join(root, 'shared'), 0o1777)
      const link = join(root, 'shared', 'link')
      symlinkSync(file, link)
      lchownSync(link, nobody, nobody)
      expect(foreignHand(link)).toEqual({ path: link, kind: 'link', by: 'owner' })
    })

    test('may be another administrator on macOS, but not where everybody puts files', () => {
      const file = put('homebrew', 'bin', 'tool')
      const person: Person = {
        uid: 501,
        owners: new Set([0, 501]),
        groups: new Set([0, 80]),
        administrators: 80
      }
      chownSync(join(root, 'homebrew'), 502, 80)
      chmodSync(join(root, 'homebrew'), 0o775)
      expect(foreignHand(file, person)).toBeNull()
      expect(foreignHand(file, { ...person, administrators: null })).toMatchObject({ by: 'owner' })
      chmodSync(root, 0o1777)
      expect(foreignHand(file, person)).toEqual({ path: join(root, 'homebrew'), kind: 'folder', by: 'owner' })
    })
  })

  test.each([
    [{ path: '/a b', kind: 'folder', by: 'everyone' }, "Close it to others (`chmod go-w '/a b'`)"],
    [{ path: '/x', kind: 'file', by: 'group' }, "Close it to others (`chmod go-w '/x'`)"],
    [{ path: '/x', kind: 'link', by: 'owner' }, 'sudo chown -h']
  ] as const)('is told in a sentence with what helps: %j', (hand, remedy) => {
    expect(describeHand(hand).reason).toContain(hand.path)
    expect(describeHand(hand).remedy).toContain(remedy)
  })
})
