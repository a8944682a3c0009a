import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../tests/support/store/testStore.ts'
import { isLogDamaged } from './walTrouble.ts'

/** The log of a database that was written to some times and not closed. */
function log(commits = 8): { file: string; bytes: Buffer; frame: number } {
  const folder = temporaryFolder()
  const database = new SQLite(join(folder, 'a.db'))
  onTestFinished(() => {
    database.close()
  })
  database.pragma('journal_mode = WAL')
  database.exec('CREATE TABLE t (x)')
  for (let n = 0; n < commits; n += 1) database.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(n * 500))
  const file = join(folder, 'copy-wal')
  copyFileSync(join(folder, 'a.db-wal'), file)
  const bytes = readFileSync(file)
  return { file, bytes, frame: 24 + bytes.readUInt32BE(8) }
}

test('a whole log is whole, wherever a dying server ends it, and so is none', () => {
  const { file, bytes } = log()
  expect([isLogDamaged(file), isLogDamaged(`${file}-none`)]).toEqual([false, false])
  fc.assert(
    fc.property(fc.nat(bytes.length), (end) => {
      writeFileSync(file, bytes.subarray(0, end))
      expect(isLogDamaged(file)).toBe(false)
    }),
    { numRuns: 50 }
  )
})

test('the rest of an earlier use of the file is no damage', () => {
  const { file, bytes } = log()
  const folder = temporaryFolder()
  const database = new SQLite(join(folder, 'a.db'))
  database.pragma('journal_mode = WAL')
  database.exec(`CREATE TABLE t (x); INSERT INTO t VALUES ('${'y'.repeat(40_000)}')`)
  database.pragma('wal_checkpoint(RESTART)')
  database.exec('DELETE FROM t')
  expect(isLogDamaged(join(folder, 'a.db-wal'))).toBe(false)
  database.close()
  expect(bytes.length).toBeGreaterThan(0)
  expect(isLogDamaged(file)).toBe(false)
})

test('a frame that carries other salts than its log is damage when the log goes on', () => {
  const { file, bytes, frame } = log()
  for (let byte = 8; byte < 16; byte += 1) {
    const damaged = Buffer.from(bytes)
    damaged[32 + frame + byte] = (damaged[32 + frame + byte] ?? 0) ^ 1
    writeFileSync(file, damaged)
    expect(isLogDamaged(file)).toBe(true)
  }
})

/** The same log as a machine writes it that has its bytes the other way round. */
function bigEndian(bytes: Buffer, frame: number): Buffer {
  const log = Buffer.from(bytes)
  let [first, second] = [0, 0]
  const sum = (from: number, to: number): void => {
    for (let at = from; at < to; at += 8) {
      first = (first + log.readUInt32BE(at) + second) >>> 0
      second = (second + log.readUInt32BE(at + 4) + first) >>> 0
    }
  }
  const seal = (at: number): void => {
    log.writeUInt32BE(first, at)
    log.writeUInt32BE(second, at + 4)
  }
  log.writeUInt32BE(0x377f0683, 0)
  sum(0, 24)
  seal(24)
  for (let at = 32; at + frame <= log.length; at += frame) {
    sum(at, at + 8)
    sum(at + 24, at + frame)
    seal(at + 16)
  }
  return log
}

test('a log of a machine with its bytes the other way round is read as well', () => {
  const { file, bytes, frame } = log()
  const other = bigEndian(bytes, frame)
  writeFileSync(file, other)
  expect(isLogDamaged(file)).toBe(false)
  other[32 + 24] = (other[32 + 24] ?? 0) ^ 1
  writeFileSync(file, other)
  expect(isLogDamaged(file)).toBe(true)
})

test('a byte that changed anywhere but in the last frame is damage', () => {
  const { file, bytes, frame } = log()
  fc.assert(
    // The four bytes that say how often the log was begun are in the checksum, too.
    fc.property(fc.nat(bytes.length - frame - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ change
      writeFileSync(file, damaged)
      expect(isLogDamaged(file)).toBe(true)
    }),
    { numRuns: 100 }
  )
})
