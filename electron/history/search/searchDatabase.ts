/**
 * The index as it lies on the disk: a database of its own, made of transcripts and of nothing else, so that it is thrown
 * away and made anew whenever it is of another version or damaged. Two full-text tables without their texts: what people
 * and agents said, and everything else; `entries` says where in which file each of their rows comes from, `files` how
 * far each file has been read. One connection writes, another answers meanwhile. Opened by the worker of history alone.
 *
 * A row's id is its time: `seconds × 16` and a number, so that the newest come first without sorting.
 */
import { closeSync, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import SQLite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { codeOf, messageOf } from '../../../shared/errors.ts'
import type { WorkLog } from '../work/messages.ts'
import { openOwn } from '../../machine/ownFiles.ts'

/** Another number, and everything is read anew: whenever what is indexed, or how, is no longer the same. */
const VERSION = 1

const schema = `
  CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    session TEXT NOT NULL,
    agent TEXT NOT NULL,
    kind TEXT NOT NULL,
    words_to INTEGER NOT NULL DEFAULT 0,
    words_tail BLOB NOT NULL DEFAULT x'',
    rest_to INTEGER NOT NULL DEFAULT 0,
    rest_tail BLOB NOT NULL DEFAULT x'',
    words_seen TEXT,
    rest_seen TEXT,
    first_at INTEGER,
    first_bytes INTEGER,
    title TEXT,
    title_entry INTEGER,
    known TEXT NOT NULL DEFAULT '{}'
  );
  CREATE INDEX files_session ON files (session);
  CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL,
    at INTEGER NOT NULL,
    bytes INTEGER NOT NULL
  );
  CREATE VIRTUAL TABLE words USING fts5(text, content = '', contentless_delete = 1, tokenize = 'ascii');
  CREATE VIRTUAL TABLE rest USING fts5(text, content = '', contentless_delete = 1, tokenize = 'ascii');
`

/** Both connections to one index; they are others after a `reset`, so nobody keeps them. */
export class SearchDatabase {
  readonly #file: string
  readonly #log: WorkLog
  #writer: Database
  #reader: Database
  /** How often it was made anew since it was opened: what was prepared for an older one is of no use. */
  #generation = 0

  /** @param file is made where it is missing, for its owner alone */
  constructor(file: string, log: WorkLog) {
    this.#file = file
    this.#log = log
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    try {
      this.#writer = openIndex(file)
    } catch (error) {
      if (!isDamage(error)) throw error
      this.#sayReset(error)
      removeIndex(file)
      this.#writer = openIndex(file)
    }
    this.#reader = openReader(file)
  }

  get writer(): Database {
    return this.#writer
  }

  get reader(): Database {
    return this.#reader
  }

  get generation(): number {
    return this.#generation
  }

  /** Throws the index away: the next walk makes it anew. */
  reset(why: unknown): void {
    this.#sayReset(why)
    this.close()
    removeIndex(this.#file)
    this.#writer = openIndex(this.#file)
    this.#reader = openReader(this.#file)
    this.#generation += 1
  }

  close(): void {
    this.#reader.close()
    this.#writer.close()
  }

  #sayReset(why: unknown): void {
    this.#log.warn({ error: messageOf(why) }, 'the search index is made anew')
  }
}

/** Of another version, or not what SQLite reads. */
export function isDamage(error: unknown): boolean {
  if (error instanceof OtherVersion) return true
  const code = codeOf(error) ?? ''
  return ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_IOERR_SHORT_READ', 'SQLITE_FORMAT'].some((kind) =>
    code.startsWith(kind)
  )
}

class OtherVersion extends Error {
  constructor(version: number) {
    super(`it is of version ${version}, and this one reads ${VERSION}`)
    this.name = 'OtherVersion'
  }
}

function openIndex(file: string): Database {
  // SQLite gives a new file to everyone the umask lets in, and -wal and -shm the file's own mode.
  closeSync(openOwn(file, 'append', { names: 'any' }))
  const database = new SQLite(file, { timeout: 1000 })
  try {
    const version: unknown = database.pragma('user_version', { simple: true })
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    // A transaction of the first build is many megabytes; what is kept of the log is not.
    database.pragma('journal_size_limit = 4194304')
    if (version !== VERSION) {
      if (version !== 0 || hasTables(database)) throw new OtherVersion(Number(version))
      database.transaction(() => {
        database.exec(schema)
        database.pragma(`user_version = ${VERSION}`)
      })()
    }
    // Reads a page of each table: what is damaged there is known now and not in the middle of a question.
    database.prepare('SELECT (SELECT max(id) FROM entries), (SELECT count(*) FROM files)').get()
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function hasTables(database: Database): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined
}

function openReader(file: string): Database {
  const database = new SQLite(file, { readonly: true, fileMustExist: true, timeout: 1000 })
  database.pragma('cache_size = -8192')
  return database
}

function removeIndex(file: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
}
