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

/** The same without what only lists need: a walk looks at all of them. */
export interface KnownState {
  readonly bytes: number
  readonly mtimeMs: number
  /** Why it is no session; null for one. */
  readonly why: PassedOver | null
  /** Of a session; null for what is none. */
  readonly projectPath: string | null
}

/** A file, its state and what its head said as of then. */
export interface SeenHead {
  readonly file: string
  readonly state: Pick<KnownFile, 'bytes' | 'mtimeMs'>
  readonly head: KnownFile['head']
}

const Why = z.enum(['unreadable', 'empty', 'not_a_session', 'no_folder'])
const Head = z.union([
  Why,
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
const State = z.tuple([z.string(), z.number(), z.number(), Why.nullable(), z.string().nullable()])
const state = `SELECT file, bytes, mtime, CASE json_type(head) WHEN 'text' THEN head ->> '$' END, head ->> '$.projectPath'
  FROM files`

export class HistoryIndex {
  readonly #database: Database.Database
  readonly #select: Database.Statement<[string]>
  readonly #put: Database.Statement<[string, number, number, string]>
  readonly #count: Database.Statement<[string, number, number]>
  readonly #uncount: Database.Statement<[string]>
  readonly #states: Database.Statement<[], unknown>
  readonly #state: Database.Statement<[string], unknown>
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
    this.#states = database.prepare<[], unknown>(state).raw()
    this.#state = database.prepare<[string], unknown>(`${state} WHERE file = ?`).raw()
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

  /** All files there are, by their paths. */
  states(): ReadonlyMap<string, KnownState> {
    return new Map(this.#states.all().flatMap((row) => stateIn(row) ?? []))
  }

  state(file: string): KnownState | null {
    return stateIn(this.#state.get(file))?.[0]?.[1] ?? null
  }

  /** All of them or none. */
  put(seen: readonly SeenHead[]): void {
    this.#database.transaction(() => {
      for (const { file, state, head } of seen) {
        this.#put.run(file, state.bytes, state.mtimeMs, JSON.stringify(head))
      }
    })()
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

/** None for what this version did not write. */
function stateIn(row: unknown): [[string, KnownState]] | null {
  const { data } = State.safeParse(row)
  if (data === undefined) return null
  const [file, bytes, mtimeMs, why, projectPath] = data
  return [[file, { bytes, mtimeMs, why, projectPath }]]
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
