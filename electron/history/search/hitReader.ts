/**
 * Reads hits where they stand: the record of a transcript for its message and its words. Of one answer; keeps the files
 * it opened until it is closed. What is no longer there, or something else by now, is no hit.
 */
import { closeSync, readSync } from 'node:fs'
import type { Statement } from 'better-sqlite3'
import { z } from 'zod'
import { AgentId, SessionId } from '../../../shared/ids.ts'
import { parseJson } from '../../../shared/parseJson.ts'
import { openAnsweringFile } from '../../machine/openForeignFile.ts'
import { parseMessageLine } from '../../transcript/record/fields.ts'
import type { RecordFormat } from '../../transcript/record/recordFormat.ts'
import { messageIn, textsOf } from './documents.ts'
import type { Part, ReadMessage } from './documents.ts'
import { toFileRow } from './indexWriter.ts'
import type { FileRow, RawFile } from './indexWriter.ts'
import type { SearchDatabase } from './searchDatabase.ts'
import type { FoundHit } from './searchQuestion.ts'
import type { Marker, Snippet } from './snippet.ts'

export interface HitReaderOptions {
  readonly database: SearchDatabase
  readonly formatOf: (agent: AgentId) => RecordFormat | null
  /** Where a file of a session is read that is no longer in its place; null where it is gone. */
  readonly copyOf: (sessionId: SessionId, path: string) => Promise<string | null>
  readonly marker: Marker
}

export interface HitPlace {
  readonly part: Part
  readonly file: number
  readonly at: number
  readonly bytes: number
  /** Seconds since 1970. */
  readonly id: number
}

const OutputOwner = z.object({ owner: z.number().int() })
/** Of a long output, this much is searched for the words it was found by. */
const LONGEST_READ = 1024 * 1024

export class HitReader {
  readonly #options: HitReaderOptions
  readonly #rows = new Map<number, FileRow | null>()
  readonly #files = new Map<string, Promise<number | null>>()
  readonly #select: Statement<[number], RawFile>

  constructor(options: HitReaderOptions) {
    this.#options = options
    this.#select = options.database.reader.prepare('SELECT * FROM files WHERE id = ?')
  }

  /** Null for what cannot be shown any more. */
  async read({ part, file, at, bytes }: HitPlace): Promise<FoundHit | null> {
    const row = this.#rowOf(file)
    if (row === null) return null
    if (at === -1) return this.#title(row)
    if (row.kind === 'output') return this.#output(row, bytes)
    const read = await this.#message(row, { at, bytes })
    if (read === null) return null
    const texts = textsOf(read, part)
    const [best] = texts
      .map(({ kind, text }) => ({ kind, snippet: this.#options.marker.snippetOf(text) }))
      .toSorted((a, b) => b.snippet.terms - a.snippet.terms)
    return best === undefined ? null : hitOf(row, read, best.kind, best.snippet)
  }

  async close(): Promise<void> {
    for (const descriptor of await Promise.all(this.#files.values())) {
      if (descriptor !== null) closeSync(descriptor)
    }
  }

  async #title(row: FileRow): Promise<FoundHit | null> {
    if (row.title === null || row.first === null) return null
    const read = await this.#message(row, row.first)
    return read && hitOf(row, read, 'title', this.#options.marker.snippetOf(row.title))
  }

  async #output(row: FileRow, bytes: number): Promise<FoundHit | null> {
    const owner = OutputOwner.safeParse(parseJson(row.known)).data?.owner
    const ownerRow = owner === undefined ? null : this.#rowOf(owner)
    if (ownerRow === null || row.first === null) return null
    const read = await this.#message(ownerRow, row.first)
    const text = await this.#bytes(row, 0, Math.min(bytes, LONGEST_READ))
    if (read === null || text === null) return null
    return hitOf(row, read, 'tool_output', this.#options.marker.snippetOf(text.toString('utf8')))
  }

  async #message(
    row: FileRow,
    { at, bytes }: { readonly at: number; readonly bytes: number }
  ): Promise<ReadMessage | null> {
    const format = this.#options.formatOf(AgentId.parse(row.agent))
    const line = await this.#bytes(row, at, bytes)
    const record = line && parseMessageLine(line)
    return record && format && messageIn(record, { at, isSubagent: row.kind === 'subagent' }, format)
  }

  async #bytes(row: FileRow, at: number, length: number): Promise<Buffer | null> {
    const descriptor = await this.#open(row)
    if (descriptor === null) return null
    const buffer = Buffer.alloc(length)
    return readSync(descriptor, buffer, 0, length, at) < length ? null : buffer
  }

  #open({ path, session }: FileRow): Promise<number | null> {
    const known = this.#files.get(path)
    if (known !== undefined) return known
    const opening = openOrCopy(path, () => this.#options.copyOf(SessionId.parse(session), path))
    this.#files.set(path, opening)
    return opening
  }

  #rowOf(file: number): FileRow | null {
    const known = this.#rows.get(file)
    if (known !== undefined) return known
    const raw = this.#select.get(file)
    const row = raw === undefined ? null : toFileRow(raw)
    this.#rows.set(file, row)
    return row
  }
}

async function openOrCopy(path: string, copyOf: () => Promise<string | null>): Promise<number | null> {
  try {
    return (await openAnsweringFile(path)).descriptor
  } catch {
    // Gone, or not ours to read any more: a copy of it says the same.
    const copy = await copyOf().catch(() => null) // What is harmed shows nothing either.
    if (copy === null) return null
    return openAnsweringFile(copy).then(
      ({ descriptor }) => descriptor,
      () => null
    )
  }
}

function hitOf(row: FileRow, { message }: ReadMessage, kind: FoundHit['kind'], snippet: Snippet): FoundHit {
  return {
    sessionId: row.session,
    messageId: message.id,
    role: message.role,
    kind,
    createdAt: message.createdAt,
    snippet: [...snippet.pieces]
  }
}
