/**
 * The file usage is kept in: a database of its own, made of transcripts, thrown away and counted anew when it is of
 * another version or damaged. Loaded by the worker of history alone.
 */
import { closeSync, rmSync } from 'node:fs'
import SQLite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { codeOf } from '../../../shared/errors.ts'
import { makeOwnFolder, openOwn } from '../../machine/ownFiles.ts'
import { dirname } from 'node:path'

/** Raised whenever what is counted, or how, becomes another. */
const VERSION = 1

const tables = `
  CREATE TABLE kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  -- A transcript with the files of its subagents. gone: it is not where its agent keeps it any more.
  CREATE TABLE unit (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, session TEXT NOT NULL, agent TEXT NOT NULL,
    born REAL NOT NULL, gone INTEGER NOT NULL DEFAULT 0, dirty INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE file (
    id INTEGER PRIMARY KEY, unit INTEGER NOT NULL, path TEXT NOT NULL UNIQUE, isMain INTEGER NOT NULL,
    bytes INTEGER NOT NULL DEFAULT -1, mtime REAL NOT NULL DEFAULT -1,
    offset INTEGER NOT NULL DEFAULT 0, tail TEXT NOT NULL DEFAULT '', state TEXT,
    unreadable INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX fileOfUnit ON file (unit);
  -- price: what a million tokens of each kind cost when it was counted.
  CREATE TABLE model (id INTEGER PRIMARY KEY, agent TEXT NOT NULL, name TEXT NOT NULL, price REAL, UNIQUE (agent, name));
  -- What a file says an API message has used. counts: of all files that claim it, this one has it.
  CREATE TABLE claim (
    file INTEGER NOT NULL, key TEXT NOT NULL, model INTEGER NOT NULL,
    stretch INTEGER NOT NULL, at INTEGER NOT NULL, day INTEGER NOT NULL,
    isCopy INTEGER NOT NULL, counts INTEGER NOT NULL, messages INTEGER NOT NULL,
    input INTEGER NOT NULL, output INTEGER NOT NULL, cacheRead INTEGER NOT NULL, cacheWrite INTEGER NOT NULL,
    cost REAL NOT NULL, unpriced INTEGER NOT NULL,
    PRIMARY KEY (file, key, model)
  ) WITHOUT ROWID;
  CREATE INDEX claimOfMessage ON claim (key);
  -- What stands in no line and was reckoned by the agent.
  CREATE TABLE unwritten (
    unit INTEGER NOT NULL, stretch INTEGER NOT NULL, model INTEGER NOT NULL, at INTEGER NOT NULL, day INTEGER NOT NULL,
    input INTEGER NOT NULL, output INTEGER NOT NULL, cacheRead INTEGER NOT NULL, cacheWrite INTEGER NOT NULL,
    cost REAL NOT NULL, unpriced INTEGER NOT NULL,
    PRIMARY KEY (unit, stretch, model)
  ) WITHOUT ROWID;
  -- The sums that are asked for.
  CREATE TABLE daily (
    unit INTEGER NOT NULL, day INTEGER NOT NULL, model INTEGER NOT NULL, messages INTEGER NOT NULL,
    input INTEGER NOT NULL, output INTEGER NOT NULL, cacheRead INTEGER NOT NULL, cacheWrite INTEGER NOT NULL,
    cost REAL NOT NULL, unpriced INTEGER NOT NULL,
    PRIMARY KEY (unit, day, model)
  ) WITHOUT ROWID;
  CREATE INDEX dailyByDay ON daily (day);
`

/** Made where there is none. Throws what the file system or SQLite says when nothing can be made there. */
export function openUsageDatabase(file: string): Database {
  makeOwnFolder(dirname(file))
  try {
    return opened(file)
  } catch (error) {
    if (!isDamaged(error)) throw error
  }
  removeUsageDatabase(file)
  return opened(file)
}

/** With all that lies beside it. */
export function removeUsageDatabase(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true })
}

/** Whether it has to be made anew. */
export function isDamaged(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  return error instanceof OtherVersion || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
}

class OtherVersion extends Error {}

function opened(file: string): Database {
  closeSync(openOwn(file, 'append', { names: 'any' }))
  const database = new SQLite(file)
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    const version = database.pragma('user_version', { simple: true })
    if (version === VERSION) {
      if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new OtherVersion()
      return database
    }
    if (version !== 0) throw new OtherVersion()
    database.transaction(() => {
      database.exec(tables)
      database.pragma(`user_version = ${VERSION}`)
    })()
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
