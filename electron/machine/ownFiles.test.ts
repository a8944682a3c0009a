import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NotOurs, openOwn, readOwn, writeOwn } from './ownFiles.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skein-own-'))
  file = join(folder, 'own')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ways: readonly (readonly [string, () => void])[] = [
  ['read', () => void readOwn(file)],
  ['written anew', () => writeOwn(file, 'evil')],
  [
    'appended to',
    () => {
      writeSync(openOwn(file, 'append'), 'evil')
    }
  ],
  [
    'replaced',
    () => {
      writeSync(openOwn(file, 'replace'), 'evil')
    }
  ]
]

describe.skipIf(process.platform === 'win32').each(ways)('a file of ours is not %s', (_how, use) => {
  test('through a link, whether it leads anywhere or not', () => {
    const target = join(folder, 'target')
    symlinkSync(target, file)
    expect(use).toThrow(NotOurs)
    expect(readdirSync(folder)).toEqual(['own'])
    writeFileSync(target, 'precious')
    expect(use).toThrow(`${file} is a link`)
    expect(readFileSync(target, 'utf8')).toBe('precious')
  })

  test('when it has a second name', () => {
    const target = join(folder, 'target')
    writeFileSync(target, 'precious')
    linkSync(target, file)
    expect(use).toThrow('has a second name')
    expect(readFileSync(target, 'utf8')).toBe('precious')
  })

  test('when it is a folder', () => {
    mkdirSync(file)
    expect(use).toThrow(/EISDIR|not a plain file/)
  })

  test('when it is a pipe, and nobody waits for one', () => {
    execFileSync('mkfifo', [file])
    expect(use).toThrow(`${file} is not a plain file`)
  })

  test.skipIf(process.getuid?.() !== 0)('when it is somebody else’s', () => {
    writeFileSync(file, 'precious')
    chownSync(file, 65_534, 65_534)
    expect(use).toThrow('belongs to another user')
    expect(readFileSync(file, 'utf8')).toBe('precious')
  })
})

test('a file that is not there is none, and is made for its owner alone', () => {
  expect(readOwn(file)).toBeNull()
  writeOwn(file, 'one')
  writeOwn(file, 'two')
  expect([readOwn(file), readdirSync(folder)]).toEqual(['two', ['own']])
  const other = join(folder, 'log')
  closeSync(openOwn(other, 'append'))
  // Windows has no modes: there every file that can be written says so.
  const made = process.platform === 'win32' ? 0o666 : 0o600
  expect([file, other].map((path) => statSync(path).mode & 0o777)).toEqual([made, made])
})

test.skipIf(process.platform === 'win32')('one that is open to others is closed to them', () => {
  writeFileSync(file, 'text')
  chmodSync(file, 0o666)
  expect(readOwn(file)).toBe('text')
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('what is replaced is empty at first, what is appended to keeps what it has', () => {
  writeFileSync(file, 'old\n')
  const descriptor = openOwn(file, 'append')
  writeSync(descriptor, 'new\n')
  closeSync(descriptor)
  expect(readOwn(file)).toBe('old\nnew\n')
  closeSync(openOwn(file, 'replace'))
  expect(readOwn(file)).toBe('')
})

test('a draft that cannot take its place leaves nothing behind', () => {
  expect(() => writeOwn(join(folder, 'missing', 'own'), 'x')).toThrow('ENOENT')
  expect(readdirSync(folder)).toEqual([])
})
