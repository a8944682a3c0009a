/**
 * Writes the index. What was read of some files is collected and written in one transaction together with how far they
 * were read, the newest row last: so a process that ends at any moment has either both or neither, and the database
 * merges few and large pieces. Others come in between while it writes.
 */
import { z } from 'zod'
import type { Database, Statement } from 'better-sqlite3'
import type { Pace } from '../work/pace.ts'
import type { Part } from './documents.ts'
import type { ReadTo } from './growth.ts'
import type { SearchDatabase } from './searchDatabase.ts'

/** A file as the index knows it. */
export interface FileRow {
  readonly id: number
  readonly path: string
  readonly session: string
  readonly agent: string
  readonly kind: FileKind
  readonly words: ReadTo
  readonly rest: ReadTo
  /** As the disk showed it when all of it was read; null until then. */
  readonly wordsSeen: string | null
  readonly restSeen: string | null
  /** The first record with words, which a hit in the title leads to. */
  readonly first: { readonly at: number; readonly bytes: number } | null
  readonly title: string | null
  /** What its reader has to know when it goes on; JSON. */
  readonly known: string
}

/** `session`: a transcript; `subagent`: of one that was started in it; `output`: a tool's, too long for a line. */
export type FileKind = 'session' | 'subagent' | 'output'

/** A row of the full-text tables to come. */
export interface Document {
  readonly seconds: number
  /** The record in its file; -1 for a title. */
  readonly at: number
  readonly bytes: number
  /** As `indexedText` gives it, facets in front. */
  readonly text: string
}

/** What was read of a file, and how far. */
export interface FileReading {
  readonly path: string
  readonly session: string
  readonly agent: string
  readonly kind: FileKind
  readonly part: Part
  /** The file is not what it was: what the index has of it goes first. */
  readonly isAnew: boolean
  readonly readTo: ReadTo
  /** Set when nothing more was there. */
  readonly seen: string | null
  readonly documents: readonly Document[]
  readonly first: FileRow['first']
  readonly known: string | null
}

/** UTF-16 units of text that are collected before they are written. */
const MOST_COLLECTED = 4 * 1024 * 1024
/** Milliseconds after which what was collected is written, when somebody asks whether it is time. */
const LATEST = 250
const IDS_PER_SECOND = 16
const LATEST_SECOND = 2 ** 44

export class IndexWriter {
  readonly #database: SearchDatabase
  #statements: Statements | null = null
  #readings: FileReading[] = []
  #collected = 0
  #writtenAt = 0
  #isWriting = false
  /** Rows written since the pieces were merged last. */
  #unmerged = 0

  constructor(database: SearchDatabase) {
    this.#database = database
  }

  rowOf(path: string): FileRow | null {
    const found = this.#prepared().row.get(path)
    return found === undefined ? null : toFileRow(found)
  }

  /** Whether something of this file is collected and not written yet: `rowOf` does not know of it. */
  holds(path: string): boolean {
    return this.#readings.some((reading) => reading.path === path)
  }

  add(reading: FileReading): void {
    this.#readings.push(reading)
    for (const { text } of reading.documents) this.#collected += text.length
  }

  get isFull(): boolean {
    return this.#collected >= MOST_COLLECTED
  }

  get isDue(): boolean {
    return this.isFull || performance.now() - this.#writtenAt > LATEST
  }

  /** Writes what is collected, in small pieces. Rejects with SQLite's error, or when it is over: then it is read again. */
  async write(pace: Pace): Promise<void> {
    if (this.#readings.length === 0 || this.#isWriting) return
    const { writer } = this.#database
    this.#isWriting = true
    try {
      writer.exec('BEGIN IMMEDIATE')
      try {
        for (const steps = this.#steps(); steps.next().done !== true;) await pace.rest()
        writer.exec('COMMIT')
      } catch (error) {
        if (writer.open && writer.inTransaction) writer.exec('ROLLBACK')
        throw error
      }
    } finally {
      this.#isWriting = false
      this.#writtenAt = performance.now()
    }
  }

  /** The same at once: for a question, when it is little. Nothing while it is being written. */
  writeNow(): void {
    if (this.#readings.length === 0 || this.#isWriting) return
    this.#database.writer.transaction(() => {
      const steps = this.#steps()
      while (steps.next().done !== true);
    })()
    this.#writtenAt = performance.now()
  }

  /** A title is found like words; it takes the place of the one there was. */
  putTitle(row: FileRow, title: string | null, document: Document | null): void {
    const { deleteTitle, setTitle } = this.#prepared()
    this.#database.writer.transaction(() => {
      const before = deleteTitle.entryOf.get(row.id)
      const entry = before?.title_entry ?? null
      if (entry !== null) this.#remove(entry)
      const id =
        document === null ? null : this.#insert(new FreeIds(this.#prepared()), row.id, 'words', document)
      setTitle.run(title, id, row.id)
    })()
  }

  /** What the index has of this file goes. */
  async forget(path: string, pace: Pace): Promise<void> {
    const row = this.rowOf(path)
    if (row === null) return
    const { entriesOf, removeFile } = this.#prepared()
    const ids = entriesOf.all(row.id).map(({ id }) => id)
    for (let from = 0; from < ids.length; from += 200) {
      this.#database.writer.transaction(() => {
        for (const id of ids.slice(from, from + 200)) this.#remove(id)
      })()
      await pace.rest()
    }
    removeFile.run(row.id)
  }

  /** Puts the pieces of the index together, a little at a time, when there is much that is new. */
  async merge(pace: Pace): Promise<void> {
    if (this.#unmerged < 2_000) return
    this.#unmerged = 0
    for (const table of ['words', 'rest'] as const) {
      const { writer } = this.#database
      const merge = writer.prepare(`INSERT INTO ${table}(${table}, rank) VALUES ('merge', ?)`)
      const changes = writer.prepare('SELECT total_changes()').pluck()
      // The first one says that everything is to be one piece; the others go on with it.
      for (let pages = -64; ; pages = 64) {
        const before = Number(changes.get())
        merge.run(pages)
        if (Number(changes.get()) - before < 2) break
        await pace.rest()
      }
    }
  }

  #prepared(): Statements {
    if (this.#statements?.generation !== this.#database.generation) {
      this.#statements = prepare(this.#database.writer, this.#database.generation)
      this.#readings = []
      this.#collected = 0
    }
    return this.#statements
  }

  /** Each step is little. Takes what is collected. */
  *#steps(): Generator<void> {
    const statements = this.#prepared()
    const readings = this.#readings
    this.#readings = []
    this.#collected = 0
    const rows: { readonly file: number; readonly part: Part; readonly document: Document }[] = []
    for (const reading of readings) {
      const file = this.#putFile(reading)
      if (reading.isAnew) {
        for (const { id } of statements.entriesOf.all(file)) {
          this.#remove(id)
          yield
        }
        statements.setAnew.run(file)
      }
      this.#putProgress(file, reading)
      for (const document of reading.documents) rows.push({ file, part: reading.part, document })
      yield
    }
    const ids = new FreeIds(statements)
    rows.sort((a, b) => a.document.seconds - b.document.seconds)
    for (const { file, part, document } of rows) {
      this.#insert(ids, file, part, document)
      yield
    }
  }

  #putFile({ path, session, agent, kind }: FileReading): number {
    const { addFile, fileId } = this.#prepared()
    addFile.run(path, session, agent, kind)
    return z.number().parse(fileId.get(path)?.id)
  }

  #putProgress(file: number, { part, readTo, seen, first, known }: FileReading): void {
    const { setWords, setRest, setFirst, setKnown } = this.#prepared()
    ;(part === 'words' ? setWords : setRest).run(readTo.offset, readTo.tail, seen, file)
    if (first !== null) setFirst.run(first.at, first.bytes, file)
    if (known !== null) setKnown.run(known, file)
  }

  #insert(ids: FreeIds, file: number, part: Part, { seconds, at, bytes, text }: Document): number {
    const { addEntry, addWords, addRest } = this.#prepared()
    const id = ids.next(seconds)
    addEntry.run(id, file, at, bytes)
    ;(part === 'words' ? addWords : addRest).run(id, text)
    this.#unmerged += 1
    return id
  }

  #remove(id: number): void {
    const { removeEntry, removeWords, removeRest } = this.#prepared()
    removeWords.run(id)
    removeRest.run(id)
    removeEntry.run(id)
  }
}

/** Ids of rows by their second; where one is full, the next free one behind it. */
class FreeIds {
  readonly #newest: Statements['newestId']
  readonly #next = new Map<number, number>()
  /** Where to go on looking behind a full second. */
  readonly #behind = new Map<number, number>()

  constructor({ newestId }: Statements) {
    this.#newest = newestId
  }

  next(wanted: number): number {
    const begin = Math.min(Math.max(Math.floor(wanted) || 0, 0), LATEST_SECOND)
    let second = begin
    for (;;) {
      second = this.#behind.get(second) ?? second
      const id = this.#next.get(second) ?? this.#firstFree(second)
      if (id < (second + 1) * IDS_PER_SECOND) {
        this.#next.set(second, id + 1)
        if (second !== begin) this.#behind.set(begin, second)
        return id
      }
      this.#behind.set(second, second + 1)
      second += 1
    }
  }

  #firstFree(second: number): number {
    const begin = second * IDS_PER_SECOND
    const newest = this.#newest.get(begin, begin + IDS_PER_SECOND)?.id ?? null
    return newest === null ? begin : newest + 1
  }
}

/** The first id of a second, and of whatever is later: for who asks for a time. */
export function idAt(seconds: number): number {
  return Math.floor(seconds) * IDS_PER_SECOND
}

/** The second in a row's id. */
export function secondsOf(id: number): number {
  return Math.floor(id / IDS_PER_SECOND)
}

/** As SQLite gives it. */
export interface RawFile {
  readonly id: number
  readonly path: string
  readonly session: string
  readonly agent: string
  readonly kind: FileKind
  readonly words_to: number
  readonly words_tail: Buffer
  readonly rest_to: number
  readonly rest_tail: Buffer
  readonly words_seen: string | null
  readonly rest_seen: string | null
  readonly first_at: number | null
  readonly first_bytes: number | null
  readonly title: string | null
  readonly known: string
}

/** A row of `files`, as this file wrote it. */
export function toFileRow(raw: RawFile): FileRow {
  const { id, path, session, agent, kind, title, known } = raw
  const hasFirst = raw.first_at !== null && raw.first_bytes !== null
  return {
    id,
    path,
    session,
    agent,
    kind,
    title,
    known,
    words: { offset: raw.words_to, tail: raw.words_tail },
    rest: { offset: raw.rest_to, tail: raw.rest_tail },
    wordsSeen: raw.words_seen,
    restSeen: raw.rest_seen,
    first: hasFirst ? { at: raw.first_at, bytes: raw.first_bytes } : null
  }
}

type Statements = ReturnType<typeof prepare>

function prepare(database: Database, generation: number) {
  const of = (sql: string): Statement => database.prepare(sql)
  return {
    generation,
    row: database.prepare<[string], RawFile>('SELECT * FROM files WHERE path = ?'),
    addFile: of('INSERT OR IGNORE INTO files (path, session, agent, kind) VALUES (?, ?, ?, ?)'),
    fileId: database.prepare<[string], { id: number }>('SELECT id FROM files WHERE path = ?'),
    setWords: of('UPDATE files SET words_to = ?, words_tail = ?, words_seen = ? WHERE id = ?'),
    setRest: of('UPDATE files SET rest_to = ?, rest_tail = ?, rest_seen = ? WHERE id = ?'),
    setFirst: of('UPDATE files SET first_at = ?, first_bytes = ? WHERE id = ? AND first_at IS NULL'),
    setKnown: of('UPDATE files SET known = ? WHERE id = ?'),
    setTitle: of('UPDATE files SET title = ?, title_entry = ? WHERE id = ?'),
    setAnew: of(
      `UPDATE files SET words_to = 0, words_tail = x'', rest_to = 0, rest_tail = x'', words_seen = NULL,
        rest_seen = NULL, first_at = NULL, first_bytes = NULL, title = NULL, title_entry = NULL, known = '{}'
        WHERE id = ?`
    ),
    deleteTitle: {
      entryOf: database.prepare<[number], { title_entry: number | null }>(
        'SELECT title_entry FROM files WHERE id = ?'
      )
    },
    removeFile: of('DELETE FROM files WHERE id = ?'),
    newestId: database.prepare<[number, number], { id: number | null }>(
      'SELECT max(id) AS id FROM entries WHERE id >= ? AND id < ?'
    ),
    addEntry: of('INSERT INTO entries (id, file, at, bytes) VALUES (?, ?, ?, ?)'),
    addWords: of('INSERT INTO words (rowid, text) VALUES (?, ?)'),
    addRest: of('INSERT INTO rest (rowid, text) VALUES (?, ?)'),
    entriesOf: database.prepare<[number], { id: number }>('SELECT id FROM entries WHERE file = ?'),
    removeEntry: of('DELETE FROM entries WHERE id = ?'),
    removeWords: of('DELETE FROM words WHERE rowid = ?'),
    removeRest: of('DELETE FROM rest WHERE rowid = ?')
  }
}
