/**
 * What is known of the copies without opening them: of each session how much of its file counts, and of each original
 * how it looked when it was last copied, so that what did not change costs a look at its size and time. Made of the
 * copies themselves (`Copies.rebuild`) when it is missing, harmed or of another version: it says nothing they do not.
 */
import { rmSync } from 'node:fs'
import SQLite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { SessionId } from '../../../shared/ids.ts'

/** Rises with every change of the tables below: an index of another version is made anew. */
const VERSION = 1

/** A session of which there are copies. */
export interface CopyRow {
  readonly sessionId: SessionId
  readonly agent: string
  /** Its transcript, as it lay when it was last copied. */
  readonly place: string
  /** Bytes of its file of copies that are on disk for certain; what stands behind them does not count yet. */
  readonly stored: number
  /** Something in it is not what was written there, as the last look has found. */
  readonly isHarmed: boolean
}

/** An original as it was when it was last looked at. */
export interface OriginalRow {
  readonly file: string
  readonly place: string
  readonly version: number
  /** Bytes of the newest version. */
  readonly kept: number
  /** Where the last segment of it begins, and its checksum. */
  readonly lastAt: number
  readonly lastSha256: string
  /** As the original looked; -1 and empty when that is not known. */
  readonly bytes: number
  readonly mtimeMs: number
  readonly inode: string
}

const Copy = z.object({
  sessionId: SessionId,
  agent: z.string(),
  place: z.string(),
  stored: z.number(),
  isHarmed: z.number().transform((value) => value === 1)
})
const Original = z.object({
  file: z.string(),
  place: z.string(),
  version: z.number(),
  kept: z.number(),
  lastAt: z.number(),
  lastSha256: z.string(),
  bytes: z.number(),
  mtimeMs: z.number(),
  inode: z.string()
})
const Sum = z.object({ sessions: z.number(), stored: z.number() })

export class CopyIndex {
  readonly #database: Database
  /** It was made just now: what the copies say has to be put into it, and then `built` be called. */
  readonly isNew: boolean
  readonly #statements: ReturnType<typeof prepare>
  readonly #put: (copy: CopyRow, originals: readonly OriginalRow[]) => void

  /** Throws when the folder takes no file; an index that cannot be read is made anew. */
  constructor(file: string) {
    const { database, isNew } = open(file)
    this.#database = database
    this.isNew = isNew
    this.#statements = prepare(database)
    this.#put = database.transaction((copy: CopyRow, originals: readonly OriginalRow[]) => {
      this.#statements.putCopy.run({ ...copy, isHarmed: copy.isHarmed ? 1 : 0 })
      for (const original of originals) {
        this.#statements.putOriginal.run({ ...original, sessionId: copy.sessionId })
      }
    })
  }

  copy(sessionId: SessionId): CopyRow | null {
    const row = this.#statements.copy.get(sessionId)
    return row === undefined ? null : Copy.parse(row)
  }

  copies(): readonly CopyRow[] {
    return z.array(Copy).parse(this.#statements.copies.all())
  }

  /** By their paths. */
  originals(sessionId: SessionId): Map<string, OriginalRow> {
    const rows = z.array(Original).parse(this.#statements.originals.all(sessionId))
    return new Map(rows.map((row) => [row.file, row]))
  }

  /** All or nothing; originals that are not given stay. */
  put(copy: CopyRow, originals: readonly OriginalRow[]): void {
    this.#put(copy, originals)
  }

  /** Everything the copies say is in it: from now on it is believed. */
  built(): void {
    this.#database.pragma(`user_version = ${VERSION}`)
  }

  sum(): { readonly sessions: number; readonly stored: number } {
    return Sum.parse(this.#statements.sum.get())
  }

  close(): void {
    this.#database.close()
  }
}

function open(file: string): { readonly database: Database; readonly isNew: boolean } {
  try {
    const database = new SQLite(file)
    const version = z.number().parse(database.pragma('user_version', { simple: true }))
    if (version === VERSION) return { database: tuned(database), isNew: false }
    database.close()
  } catch {
    // No database, or a harmed one: the copies say the same.
  }
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  const database = tuned(new SQLite(file))
  database.exec(`
    CREATE TABLE copies (
      sessionId TEXT PRIMARY KEY, agent TEXT NOT NULL, place TEXT NOT NULL, stored INTEGER NOT NULL,
      isHarmed INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE originals (
      sessionId TEXT NOT NULL, file TEXT NOT NULL, place TEXT NOT NULL, version INTEGER NOT NULL,
      kept INTEGER NOT NULL, lastAt INTEGER NOT NULL, lastSha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL, mtimeMs REAL NOT NULL, inode TEXT NOT NULL,
      PRIMARY KEY (sessionId, file)
    ) STRICT, WITHOUT ROWID;
  `)
  return { database, isNew: true }
}

/** It lags behind the copies at most, and then they are looked at: it need not be flushed. */
function tuned(database: Database): Database {
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  return database
}

function prepare(database: Database) {
  const copy = 'sessionId, agent, place, stored, isHarmed'
  const original = 'file, place, version, kept, lastAt, lastSha256, bytes, mtimeMs, inode'
  return {
    copy: database.prepare<[string]>(`SELECT ${copy} FROM copies WHERE sessionId = ?`),
    copies: database.prepare<[]>(`SELECT ${copy} FROM copies ORDER BY sessionId`),
    originals: database.prepare<[string]>(`SELECT ${original} FROM originals WHERE sessionId = ?`),
    putCopy: database.prepare(
      `INSERT OR REPLACE INTO copies (${copy}) VALUES (@sessionId, @agent, @place, @stored, @isHarmed)`
    ),
    putOriginal: database.prepare(
      `INSERT OR REPLACE INTO originals (sessionId, ${original}) VALUES (@sessionId, @file, @place, @version,
        @kept, @lastAt, @lastSha256, @bytes, @mtimeMs, @inode)`
    ),
    sum: database.prepare<[]>('SELECT count(*) AS sessions, coalesce(sum(stored), 0) AS stored FROM copies')
  }
}
