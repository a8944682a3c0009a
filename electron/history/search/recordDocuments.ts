/**
 * Makes rows of the index of the lines of one file, one after another, for one part of it. Of each line no more is read
 * than the part needs: what tools answered is half of a transcript and none of its words.
 */
import { z } from 'zod'
import { mayHoldAnother, readDamaged } from '../../transcript/record/damagedLine.ts'
import { parseMessageLine } from '../../transcript/record/fields.ts'
import type { Fields } from '../../transcript/record/fields.ts'
import type { RecordFormat } from '../../transcript/record/recordFormat.ts'
import { isToolResultLine, sniffLine } from '../../transcript/record/sniff.ts'
import { messageIn, saidBy, textsOf, toolsAnswered, toolsAsked } from './documents.ts'
import type { Part } from './documents.ts'
import { agentFacet, roleFacet, toolFacet } from './facets.ts'
import { indexedText } from './indexedText.ts'
import type { Document } from './indexWriter.ts'

const RecordPlace = z.object({ at: z.number(), bytes: z.number() })
/** What the reader of a file's rest has to know when it goes on later; plain JSON. */
export const Known = z.object({
  /** Tools that were asked and have not answered, by id. */
  asked: z.record(z.string(), z.string()),
  /** Where results stand whose whole output is a file of its own, by the name of the file. */
  spilled: z.record(z.string(), RecordPlace)
})
export type Known = z.infer<typeof Known>

export const NOTHING_KNOWN: Known = { asked: {}, spilled: {} }

export interface RecordDocumentsOptions {
  readonly part: Part
  readonly agent: string
  readonly format: RecordFormat
  readonly isSubagent: boolean
  /** For records without a time: seconds since 1970. */
  readonly fallbackSeconds: number
  /** Names of files with outputs of this session's tools. */
  readonly outputs: readonly string[]
  readonly known: Known
}

/** Tools that never answered are not kept for ever. */
const MOST_ASKED = 500

export class RecordDocuments {
  readonly #options: RecordDocumentsOptions
  readonly #asked: Map<string, string>
  readonly #spilled: Map<string, { readonly at: number; readonly bytes: number }>
  #documents: Document[] = []
  #first: { readonly at: number; readonly bytes: number } | null = null
  /** UTF-16 units that wait to be taken. */
  #waiting = 0

  constructor(options: RecordDocumentsOptions) {
    this.#options = options
    this.#asked = new Map(Object.entries(options.known.asked))
    this.#spilled = new Map(Object.entries(options.known.spilled))
  }

  get waiting(): number {
    return this.#waiting
  }

  /** The first record with something in this part since it was made. */
  get first(): { readonly at: number; readonly bytes: number } | null {
    return this.#first
  }

  get known(): Known {
    return {
      asked: Object.fromEntries([...this.#asked].slice(-MOST_ASKED)),
      spilled: Object.fromEntries(this.#spilled)
    }
  }

  /** What was made since this was called last. */
  take(): readonly Document[] {
    const documents = this.#documents
    this.#documents = []
    this.#waiting = 0
    return documents
  }

  /** @param line without its newline @param at where it begins in its file */
  add(line: Buffer, at: number): void {
    if (this.#isPassed(line)) return
    const record = parseMessageLine(line)
    if (record !== null) {
      this.#addRecord(record, at, line.length)
      return
    }
    for (const found of readDamaged(line).records) {
      const inner = parseMessageLine(found.bytes)
      if (inner !== null) this.#addRecord(inner, at + found.at, found.bytes.length)
    }
  }

  #isPassed(line: Buffer): boolean {
    const sniffed = sniffLine(line)
    if (sniffed.kind === 'blank') return true
    if (sniffed.kind === 'meta') return !mayHoldAnother(line)
    if (sniffed.kind !== 'chain') return false
    const isOfRest = sniffed.isAttachment || (this.#options.part === 'words' && holdsNoWords(line, sniffed))
    // Before a line is passed over it is known to be one line.
    return isOfRest && !sniffed.isOfHook && !mayHoldAnother(line)
  }

  #addRecord(record: Fields, at: number, bytes: number): void {
    const { part, agent, format, isSubagent, fallbackSeconds } = this.#options
    const read = messageIn(record, { at, isSubagent }, format)
    if (read === null) return
    const answered = toolsAnswered(read.message)
    const asked = toolsAsked(read.message)
    for (const [id, name] of asked) this.#asked.set(id, name)
    const texts = textsOf(read, part)
    const tools = [...asked.map(([, name]) => name), ...answered.flatMap((id) => this.#asked.get(id) ?? [])]
    for (const id of answered) this.#asked.delete(id)
    const text = texts.map((shown) => shown.text).join('\n')
    if (text.trim() === '') return
    if (answered.length > 0) this.#noteSpilled(text, { at, bytes })
    this.#first ??= { at, bytes }
    const facets = [
      agentFacet(agent),
      ...saidBy(read, texts).map(roleFacet),
      ...new Set(tools.map(toolFacet))
    ]
    const document = { seconds: secondsIn(read.message.createdAt) ?? fallbackSeconds, at, bytes }
    const indexed = `${facets.join(' ')} ${indexedText(text)}`
    this.#documents.push({ ...document, text: indexed })
    this.#waiting += indexed.length
  }

  /** A result that was too long names the file it lies in. */
  #noteSpilled(text: string, place: { readonly at: number; readonly bytes: number }): void {
    for (const name of this.#options.outputs) {
      if (!this.#spilled.has(name) && text.includes(name)) this.#spilled.set(name, place)
    }
  }
}

/** Only of lines as Claude Code begins them, whose keys hold no escapes. */
function holdsNoWords(line: Buffer, { isSidechain }: { readonly isSidechain: boolean }): boolean {
  if (isSidechain || isToolResultLine(line)) return true
  const isOther = line.includes('"type":"tool_use"') || line.includes('"type":"thinking"')
  return isOther && !line.includes('"type":"text"')
}

/** Null where the record says no time, or none that can be. */
function secondsIn(createdAt: string): number | null {
  const milliseconds = Date.parse(createdAt)
  return Number.isFinite(milliseconds) && milliseconds > 0 ? milliseconds / 1000 : null
}
