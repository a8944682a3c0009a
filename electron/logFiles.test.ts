import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LogDisk } from './logFiles.ts'
import { LogFiles, logFileNames, logFolder, maxLogFiles } from './logFiles.ts'
import { handClock } from '../tests/support/handClock.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'skein logs ü '))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

const read = (name: string): string => readFileSync(join(logFolder(data), name), 'utf8')

test('what is logged before the folder is ours is written when it is', () => {
  const files = new LogFiles()
  files.write('early\n')
  expect(readdirSync(data)).toEqual([])
  files.open(logFolder(data))
  files.write('late\n')
  files.close()
  files.write('too late\n')
  expect(read('skein.log')).toBe('early\nlate\n')
})

test.skipIf(process.platform === 'win32')('only its owner reads it', () => {
  const files = new LogFiles()
  files.open(logFolder(data))
  files.close()
  expect(statSync(logFolder(data)).mode & 0o777).toBe(0o700)
  expect(statSync(join(logFolder(data), 'skein.log')).mode & 0o777).toBe(0o600)
})

test('a full file is set aside, and the oldest goes', () => {
  const files = new LogFiles({ maxBytes: 10 })
  files.open(logFolder(data))
  for (let line = 1; line <= 7; line += 1) files.write(`line ${line}--\n`)
  files.close()
  expect(readdirSync(logFolder(data)).toSorted()).toEqual(logFileNames().toSorted())
  expect(logFileNames().map(read)).toEqual([7, 6, 5, 4, 3].map((line) => `line ${line}--\n`))
  expect(logFileNames()).toHaveLength(maxLogFiles)
})

test('the next start goes on in the same file, and counts what is in it', () => {
  const one = new LogFiles({ maxBytes: 10 })
  one.open(logFolder(data))
  one.write('123456\n')
  one.close()
  const two = new LogFiles({ maxBytes: 10 })
  two.open(logFolder(data))
  two.write('ab\n')
  two.write('cd\n')
  two.close()
  expect([read('skein.log'), read('skein.1.log')]).toEqual(['cd\n', '123456\nab\n'])
})

test('a line that is longer than a file may be gets one of its own', () => {
  const files = new LogFiles({ maxBytes: 4 })
  files.open(logFolder(data))
  files.write('a long line\n')
  files.write('another\n')
  files.close()
  expect([read('skein.log'), read('skein.1.log')]).toEqual(['another\n', 'a long line\n'])
})

test('a disk that refuses costs lines and no more, and is asked again later', () => {
  const clock = handClock()
  const written: string[] = []
  let full = true
  const disk: LogDisk = {
    makeFolder: () => undefined,
    open: () => ({ descriptor: 7, bytes: 0 }),
    write: (_descriptor, line) => {
      if (full) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      written.push(line)
    },
    close: () => undefined,
    rename: () => undefined,
    remove: () => undefined
  }
  const files = new LogFiles({ clock, disk })
  files.open('/logs')
  files.write('lost\n')
  expect(files.problem).toBe('no space left on device')
  full = false
  files.write('lost too\n')
  clock.advance(60_000)
  files.write('kept\n')
  expect([written, files.problem]).toEqual([['kept\n'], null])
})

test('what cannot be set aside is told, and no file is closed twice', () => {
  const closed: number[] = []
  const disk: LogDisk = {
    makeFolder: () => undefined,
    open: () => ({ descriptor: 7, bytes: 0 }),
    write: () => undefined,
    close: (descriptor) => void closed.push(descriptor),
    rename: () => {
      throw new Error('somebody reads it')
    },
    remove: () => undefined
  }
  const files = new LogFiles({ disk, maxBytes: 10 })
  files.open('/logs')
  files.write('12345678\n')
  files.write('12345678\n')
  expect([files.problem, closed]).toEqual(['somebody reads it', [7]])
  files.close()
  expect(closed).toEqual([7])
})

test('a file where the folder should be is told, and nothing breaks', () => {
  writeFileSync(logFolder(data), 'in the way')
  const files = new LogFiles()
  files.open(logFolder(data))
  files.write('lost\n')
  expect(files.problem).toContain('EEXIST')
  files.close()
})
