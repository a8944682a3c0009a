/**
 * What is known of each transcript on this machine: what its head says, and as of which state of the file. A database of
 * its own (`history.db`), derived from the transcripts alone: a damaged one, or one of another version, is thrown away.
 * Only the worker of history opens it.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { codeOf, messageOf } from '../../../shared/errors.ts'
import { parseJson } from '../../../shared/parseJson.ts'
import { SessionOrigin } from '../../../shared/session.ts'
import type { PassedOver, TranscriptHead } from '../../agent/transcriptHistory.ts'
import type { WorkLog } from '../work/messages.ts'

const VERSION = 1

const tables = `
  CREATE TABLE files (
    file    TEXT NOT NULL PRIMARY KEY,
    bytes   INTEGER NOT NULL,
    mtime   REAL NOT NULL,
    head    TEXT NOT NULL,
    counted INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
`

/** What a file's head said, and the file it said it of. */
export interface KnownFile {
  readonly bytes: number
  readonly mtimeMs: number
  readonly head: TranscriptHead | PassedOver
  /** Whether all of it has been counted, too. */
  readonly isCounted: boolean
}

const Head = z.union([
  z.enum(['unreadable', 'empty', 'not_a_session', 'no_folder']),
  z.object({
    cwd: z.string(),
    projectPath: z.string(),
    origin: SessionOrigin,
    gitBranch: z.string().nullable(),
    startedAt: z.string().nullable(),
    lastAt: z.string().nullable(),
    title: z.object({ text: z.string(), by: z.enum(['own', 'agent']) }).nullable(),
    firstWords: z.string().nullable()
  })
])
const Row = z.object({
  bytes: z.number(),
  mtime: z.number(),
  head: z.string().transform((text) => Head.parse(parseJson(text))),
  counted: z.number()
})

export class HistoryIndex {
  readonly #database: Database.Database
  readonly #select: Database.Statement<[string]>
  readonly #put: Database.Statement<[string, number, number, string]>
  readonly #count: Database.Statement<[string, number, number]>
  readonly #uncount: Database.Statement<[string]>
  readonly #files: Database.Statement<[], unknown>
  readonly #remove: Database.Statement<[string]>

  private constructor(database: Database.Database) {
    this.#database = database
    this.#select = database.prepare('SELECT bytes, mtime, head, counted FROM files WHERE file = ?')
    this.#put = database.prepare(
      `INSERT INTO files (file, bytes, mtime, head) VALUES (?, ?, ?, ?)
       ON CONFLICT (file) DO UPDATE SET bytes = excluded.bytes, mtime = excluded.mtime, head = excluded.head, counted = 0`
    )
    this.#count = database.prepare('UPDATE files SET counted = 1 WHERE file = ? AND bytes = ? AND mtime = ?')
    this.#uncount = database.prepare('UPDATE files SET counted = 0 WHERE file = ?')
    this.#files = database.prepare('SELECT file FROM files').pluck()
    this.#remove = database.prepare('DELETE FROM files WHERE file = ?')
  }

  /** Begins anew where the file is not what this version wrote, or is damaged. Rejects when the disk takes nothing. */
  static open(file: string, log: WorkLog): HistoryIndex {
    mkdirSync(dirname(file), { recursive: true })
    try {
      return new HistoryIndex(openDatabase(file))
    } catch (error) {
      log.warn({ file, error: messageOf(error), code: codeOf(error) }, 'the index of history is made anew')
      for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
      return new HistoryIndex(openDatabase(file))
    }
  }

  of(file: string): KnownFile | null {
    const row = Row.safeParse(this.#select.get(file)).data
    return row === undefined
      ? null
      : { bytes: row.bytes, mtimeMs: row.mtime, head: row.head, isCounted: row.counted === 1 }
  }

  put(file: string, { bytes, mtimeMs }: Pick<KnownFile, 'bytes' | 'mtimeMs'>, head: KnownFile['head']): void {
    this.#put.run(file, bytes, mtimeMs, JSON.stringify(head))
  }

  /** It was counted as it was then; no matter when it has changed since. */
  setCounted(file: string, { bytes, mtimeMs }: Pick<KnownFile, 'bytes' | 'mtimeMs'>): void {
    this.#count.run(file, bytes, mtimeMs)
  }

  /** Whoever was told of its counts has them no more. */
  setUncounted(file: string): void {
    this.#uncount.run(file)
  }

  /** Forgets the files that are not among these. */
  keepOnly(files: ReadonlySet<string>): void {
    const gone = z
      .array(z.string())
      .parse(this.#files.all())
      .filter((file) => !files.has(file))
    this.#database.transaction(() => {
      for (const file of gone) this.#remove.run(file)
    })()
  }

  close(): void {
    this.#database.close()
  }
}

function openDatabase(file: string): Database.Database {
  const database = new Database(file)
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    const version = database.pragma('user_version', { simple: true })
    if (version === 0) {
      database.exec(tables)
      database.pragma(`user_version = ${VERSION}`)
    } else if (version !== VERSION) throw new Error(`it is of version ${String(version)}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
