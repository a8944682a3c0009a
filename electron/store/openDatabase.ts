/**
 * Opens the database file: looks before it touches, sets the pragmas, migrates. Called by
 * `openStore` alone. Whatever goes wrong leaves here as a `Refusal`, with nothing left open.
 */
import { closeSync, fstatSync, mkdirSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import SQLite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { Refusal } from '../refusal.ts'
import { openOwn } from '../machine/ownFiles.ts'
import { guarded } from './databaseRefusal.ts'
import { migrate, versionOf } from './migrate.ts'

const busyTimeoutMs = 250
/** SQLite's file format: the magic at 0, `user_version` as a big-endian integer at 60. */
const headerBytes = 100
const magic = 'SQLite format 3\0'
const userVersionAt = 60

/**
 * Missing folders and a missing file are made, for their owner alone. Refuses `database_newer`
 * (having changed nothing), `database_locked`, `database_corrupt`, `database_not_writable`, `disk_full`. `onOpened` is
 * told which version it was found in: 0 is a new one.
 */
export function openDatabase(
  file: string,
  steps: readonly string[],
  onOpened: (versionBefore: number) => void = () => undefined
): Database {
  return guarded(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    // SQLite gives a new file to everyone the umask lets in, and -wal and -shm the file's own mode.
    closeSync(openOwn(file, 'append', { names: 'any' }))
    const version = readVersion(file)
    refuseNewer(version, steps.length)
    const database = new SQLite(file, { timeout: busyTimeoutMs })
    try {
      refuseDamaged(database)
      database.pragma('journal_mode = WAL')
      database.pragma('synchronous = NORMAL')
      database.pragma('foreign_keys = OFF')
      migrate(database, steps)
      database.pragma('foreign_keys = ON')
      onOpened(version)
      return database
    } catch (thrown) {
      database.close()
      throw thrown
    }
  })
}

/**
 * The version without a trace of the look: opening a WAL database makes -wal and -shm beside it even
 * when it is only read. Where a -wal is already there, the newest header may be in it: SQLite reads that.
 */
function readVersion(file: string): number {
  const header = readHeader(file)
  if (header.length === 0) {
    // SQLite would take the file for a new one, and throw away what the log has.
    if (hasWal(file)) throw damaged('there is a write-ahead log, and no database')
    return 0
  }
  if (header.length < headerBytes || header.toString('latin1', 0, magic.length) !== magic) {
    throw damaged('its header is not a database')
  }
  if (!hasWal(file)) return header.readUInt32BE(userVersionAt)
  const database = new SQLite(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs })
  try {
    return versionOf(database)
  } finally {
    database.close()
  }
}

function readHeader(file: string): Buffer {
  const descriptor = openOwn(file, 'read', { names: 'any' })
  try {
    if (!fstatSync(descriptor).isFile()) throw Object.assign(new Error('not a file'), { code: 'EISDIR' })
    const header = Buffer.alloc(headerBytes)
    return header.subarray(0, readSync(descriptor, header, 0, headerBytes, 0))
  } finally {
    closeSync(descriptor)
  }
}

function hasWal(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function refuseNewer(version: number, known: number): void {
  if (version > known) throw new Refusal(503, 'database_newer')
}

function refuseDamaged(database: Database): void {
  const answer = database.pragma('quick_check(1)', { simple: true })
  if (answer !== 'ok') throw damaged(String(answer))
}

function damaged(reason: string): Error {
  return Object.assign(new Error(reason), { code: 'SQLITE_CORRUPT' })
}
