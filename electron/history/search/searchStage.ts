/**
 * Keeps the search index in step with the transcripts: a session's words when it is come by, so that they are found
 * soon; all the rest of it behind that, when every session's words are there. A file that grew costs what it grew by.
 * A session that is gone leaves the index, unless a copy of it is kept.
 */
import { basename } from 'node:path'
import { SessionId } from '../../../shared/ids.ts'
import { parseJson } from '../../../shared/parseJson.ts'
import { messageOf } from '../../../shared/errors.ts'
import { openRegularFile } from '../../machine/openForeignFile.ts'
import { linesIn } from '../../transcript/lines/forwardLines.ts'
import { FileShrank } from '../../transcript/lines/backwardLines.ts'
import type { WorkLog } from '../work/messages.ts'
import type { Pace } from '../work/pace.ts'
import type { HistoryFile, Stage } from '../work/stage.ts'
import type { Part } from './documents.ts'
import { agentFacet, roleFacet } from './facets.ts'
import { isSameFile, linesFrom, NOTHING_READ, tailAt } from './growth.ts'
import { indexedText } from './indexedText.ts'
import { IndexWriter } from './indexWriter.ts'
import type { Document, FileKind, FileRow } from './indexWriter.ts'
import { Known, NOTHING_KNOWN, RecordDocuments } from './recordDocuments.ts'
import { isDamage } from './searchDatabase.ts'
import type { SearchDatabase } from './searchDatabase.ts'

/** UTF-16 units after which what was read of a large file is handed on. */
const HANDED_ON = 512 * 1024
/** Of an output in a file of its own, this much is indexed. */
const LONGEST_OUTPUT = 4 * 1024 * 1024

export interface SearchStageOptions {
  readonly database: SearchDatabase
  readonly log: WorkLog
  /** What a session is called by its agent; null where it has no name. */
  readonly titleOf: (file: HistoryFile) => string | null
  /** Whether a session whose transcript is gone can still be read. */
  readonly isKept: (sessionId: SessionId) => Promise<boolean>
}

interface WantedFile {
  readonly path: string
  readonly kind: FileKind
  readonly of: HistoryFile
  readonly outputs: readonly string[]
}

export class SearchStage implements Stage {
  readonly name = 'search'
  readonly writer: IndexWriter
  readonly #options: SearchStageOptions
  /** What is still to be read of the last walk, the newest first. */
  #wanted: HistoryFile[] = []
  #catchingUp: Promise<void> | null = null
  /** Everything was read once. */
  #hasAll = false
  #isClosed = false
  /** One file at a time, whoever asks. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: SearchStageOptions) {
    this.#options = options
    this.writer = new IndexWriter(options.database)
  }

  async take(file: HistoryFile, pace: Pace): Promise<void> {
    await this.#alone(async () => {
      if (this.writer.holds(file.file)) await this.writer.write(pace)
      const row = this.writer.rowOf(file.file)
      if (row?.wordsSeen !== seenAs(file)) {
        await this.#read({ path: file.file, kind: 'session', of: file, outputs: [] }, 'words', pace)
      }
      if (this.writer.isDue) await this.writer.write(pace)
    })
    await this.#alone(() => this.#putTitle(file))
    // Until everything was read once, it waits until every session's words are there.
    if (this.#hasAll || (this.writer.rowOf(file.file)?.restSeen ?? null) !== null)
      await this.#takeRest(file, pace)
  }

  /** The rest goes on behind it: what grows meanwhile is taken in between. */
  async swept(files: readonly HistoryFile[], pace: Pace): Promise<void> {
    await this.#alone(() => this.writer.write(pace))
    await this.#forgetGone(files, pace)
    this.#wanted = files.toSorted((a, b) => b.mtimeMs - a.mtimeMs)
    this.#catchingUp ??= this.#catchUp(pace).finally(() => {
      this.#catchingUp = null
    })
  }

  /** Resolves when everything of the last walk is indexed. Never rejects. */
  async caughtUp(): Promise<void> {
    await this.#catchingUp
  }

  close(): void {
    this.#isClosed = true
    this.#options.database.close()
  }

  async #catchUp(pace: Pace): Promise<void> {
    const { log } = this.#options
    for (let file = this.#wanted.shift(); file !== undefined; file = this.#wanted.shift()) {
      const { sessionId } = file
      try {
        const wanted = file
        await this.#alone(() => this.#putTitle(wanted))
        await this.#takeRest(file, pace)
      } catch (error) {
        // What is over goes on with the next start, what is damaged with the next walk.
        if (this.#isClosed || isDamage(error) || isAbort(error)) return
        log.warn({ session: sessionId, error: messageOf(error) }, 'a transcript could not be indexed')
      }
    }
    try {
      await this.#alone(() => this.writer.write(pace))
      this.#hasAll = true
      await this.#alone(() => this.writer.merge(pace))
    } catch (error) {
      if (!this.#isClosed && !isAbort(error))
        log.warn({ error: messageOf(error) }, 'the search index is not written')
    }
  }

  /** Everything of a session beside its words: thinking, tools, its subagents, long outputs. */
  async #takeRest(file: HistoryFile, pace: Pace): Promise<void> {
    const beside = await file.source.history.beside(file.file)
    const outputs = beside.filter(({ kind }) => kind === 'output')
    const names = outputs.map((output) => basename(output.file))
    const transcripts = [
      { path: file.file, kind: 'session' as const, seen: seenAs(file) },
      ...beside
        .filter(({ kind }) => kind === 'subagent')
        .map((side) => ({ path: side.file, kind: 'subagent' as const, seen: seenAs(side) }))
    ]
    for (const { path, kind, seen } of transcripts) {
      await this.#alone(async () => {
        if (this.writer.holds(path)) await this.writer.write(pace)
        if (this.writer.rowOf(path)?.restSeen === seen) return
        await this.#read({ path, kind, of: file, outputs: names }, 'rest', pace)
        if (this.writer.isDue) await this.writer.write(pace)
      })
    }
    if (outputs.length === 0) return
    await this.#alone(async () => {
      if (transcripts.some(({ path }) => this.writer.holds(path))) await this.writer.write(pace)
      const places = this.#spilled(transcripts.map(({ path }) => path))
      for (const output of outputs) {
        const place = places.get(basename(output.file))
        if (place === undefined || this.writer.rowOf(output.file)?.restSeen === seenAs(output)) continue
        await this.#readOutput(output.file, { place, seen: seenAs(output), of: file })
        await pace.rest()
      }
    })
  }

  /** Reads what is new of one file for one part of the index. */
  async #read({ path, kind, of, outputs }: WantedFile, part: Part, pace: Pace): Promise<void> {
    const { handle, stats } = await openRegularFile(path, { followsLinks: true })
    try {
      const row = this.writer.rowOf(path)
      const { size } = stats
      const isSame = row !== null && (await isSameFile(handle, size, row[part]))
      const from = isSame ? row[part] : NOTHING_READ
      const documents = new RecordDocuments({
        part,
        agent: of.agent,
        format: of.source.format,
        isSubagent: kind === 'subagent',
        fallbackSeconds: stats.mtimeMs / 1000,
        outputs,
        known: isSame ? knownOf(row) : NOTHING_KNOWN
      })
      let isAnew = row !== null && !isSame
      const handOn = async (offset: number, seen: string | null): Promise<void> => {
        this.writer.add({
          path,
          session: of.sessionId,
          agent: of.agent,
          kind,
          part,
          isAnew,
          readTo: { offset, tail: await tailAt(handle, offset) },
          seen,
          documents: documents.take(),
          first: part === 'words' ? documents.first : null,
          known: part === 'rest' ? JSON.stringify(documents.known) : null
        })
        isAnew = false
      }
      let offset = from.offset
      for await (const lines of linesFrom(handle, from.offset, size)) {
        for (const { line, at } of linesIn(lines.bytes)) {
          documents.add(line, lines.at + at)
          await pace.rest()
        }
        offset = lines.at + lines.bytes.length
        if (documents.waiting < HANDED_ON) continue
        await handOn(offset, null)
        if (this.writer.isFull) await this.writer.write(pace)
      }
      await handOn(offset, seenAs({ bytes: size, mtimeMs: stats.mtimeMs }))
    } catch (error) {
      // Rewritten just now: whoever tells of that has it read again.
      if (!(error instanceof FileShrank)) throw error
    } finally {
      await handle.close()
    }
  }

  /** Where the results stand whose outputs lie in files of their own, and in which of these transcripts. */
  #spilled(paths: readonly string[]): ReadonlyMap<string, SpilledPlace> {
    const places = new Map<string, SpilledPlace>()
    for (const path of paths) {
      const row = this.writer.rowOf(path)
      if (row === null) continue
      for (const [name, place] of Object.entries(knownOf(row).spilled))
        places.set(name, { owner: row, ...place })
    }
    return places
  }

  async #readOutput(
    path: string,
    { place, seen, of }: { readonly place: SpilledPlace; readonly seen: string; readonly of: HistoryFile }
  ): Promise<void> {
    const { handle, stats } = await openRegularFile(path, { followsLinks: true })
    try {
      const buffer = Buffer.alloc(Math.min(stats.size, LONGEST_OUTPUT))
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0)
      const text = indexedText(buffer.toString('utf8', 0, bytesRead))
      const facets = [agentFacet(of.agent), roleFacet('tool')].join(' ')
      const document = { seconds: stats.mtimeMs / 1000, at: 0, bytes: bytesRead, text: `${facets} ${text}` }
      this.writer.add({
        path,
        session: of.sessionId,
        agent: of.agent,
        kind: 'output',
        part: 'rest',
        isAnew: this.writer.rowOf(path) !== null,
        readTo: NOTHING_READ,
        seen,
        documents: [document],
        first: { at: place.at, bytes: place.bytes },
        known: JSON.stringify({ owner: place.owner.id })
      })
    } finally {
      await handle.close()
    }
  }

  #putTitle(file: HistoryFile): void {
    const title = this.#options.titleOf(file)
    const row = this.writer.rowOf(file.file)
    if (row === null || row.first === null || row.title === title || this.writer.holds(file.file)) return
    this.writer.putTitle(row, title, title === null ? null : titleDocument(file, title))
  }

  async #forgetGone(files: readonly HistoryFile[], pace: Pace): Promise<void> {
    const there = new Set<string>(files.map(({ sessionId }) => sessionId))
    for (const { session, path } of this.#indexed()) {
      if (there.has(session) || (await this.#options.isKept(SessionId.parse(session)))) continue
      await this.#alone(() => this.writer.forget(path, pace))
    }
  }

  #indexed(): readonly { readonly session: string; readonly path: string }[] {
    return this.#options.database.writer
      .prepare<[], { session: string; path: string }>('SELECT session, path FROM files')
      .all()
  }

  /** A damaged index is thrown away at once, and made by the walks to come. */
  async #alone(work: () => Promise<void> | void): Promise<void> {
    const before = this.#last
    const mine = (async () => {
      await before
      if (this.#isClosed) throw new Error('the search index is closed')
      try {
        await work()
      } catch (error) {
        if (isDamage(error)) this.#options.database.reset(error)
        throw error
      }
    })()
    this.#last = mine.catch(() => undefined)
    await mine
  }
}

interface SpilledPlace {
  readonly owner: FileRow
  readonly at: number
  readonly bytes: number
}

function titleDocument(file: HistoryFile, title: string): Document {
  const facets = agentFacet(file.agent)
  return { seconds: file.mtimeMs / 1000, at: -1, bytes: 0, text: `${facets} ${indexedText(title)}` }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

function seenAs({ bytes, mtimeMs }: { readonly bytes: number; readonly mtimeMs: number }): string {
  return `${bytes} ${mtimeMs}`
}

function knownOf({ known }: FileRow): Known {
  return Known.safeParse(parseJson(known)).data ?? NOTHING_KNOWN
}
