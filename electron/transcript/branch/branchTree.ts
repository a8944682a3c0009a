/**
 * The records of a transcript as the tree they are: what follows what, where several things follow the
 * same. Only ids, parents and places are held; records are parsed when someone asks for one. Read whole,
 * once for each rewind, fork or list of branches (`branches.ts`, `copyBranch.ts`); pages never need it.
 */
import type { FileHandle } from 'node:fs/promises'
import { isPrompt } from '../../../shared/evolve.ts'
import { openForeignFile } from '../../machine/openForeignFile.ts'
import { readFully } from '../lines/backwardLines.ts'
import { mayHoldAnother, readDamaged } from '../record/damagedLine.ts'
import { parseLine, parseMessageLine, textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { eachLine } from '../lines/forwardLines.ts'
import { CONTINUATION, isSidechain, parentOf, readRecord } from '../record/record.ts'
import type { Piece } from '../record/pieces.ts'
import type { RecordFormat } from '../record/recordFormat.ts'
import { isToolResultLine, plainUuid, sniffLine } from '../record/sniff.ts'

/** One record that stands in the tree. */
export interface TreeRecord {
  readonly uuid: string
  /** Null at the root. */
  readonly parent: string | null
  readonly offset: number
  readonly length: number
  /** Where its line begins: a damaged one may hold several records. */
  readonly line: number
  /** False when the line tells without being parsed that it is no prompt. */
  readonly mayBePrompt: boolean
}

/** A prompt of a person, and where its record lies. */
export interface PromptRecord {
  /** The id of the message it is. */
  readonly messageId: string
  readonly record: TreeRecord
}

/** One line in the order of the file: also what was written once more, or has no place in the tree. */
export interface TreeLine {
  readonly record: TreeRecord
  readonly isLoose: boolean
}

/** Holds the file open until it is closed; a record is read from disk each time somebody asks for it. */
export class BranchTree {
  readonly #handle: FileHandle
  readonly #format: RecordFormat
  readonly #fallbackTime: string
  /** In the order of the file, which is the order in which things were said. */
  readonly #records = new Map<string, TreeRecord>()
  /** Written once more, by the record it is. */
  readonly #copies = new Map<string, TreeRecord[]>()
  readonly #lines: TreeLine[] = []
  #children: ReadonlyMap<string, readonly TreeRecord[]> | null = null
  readonly #pieces = new Map<string, Piece | null>()
  #newest: TreeRecord | null = null
  /** The record that was written once more, when that was the last line. */
  #copied: string | null = null
  /** What `last-prompt` behind the newest record calls the tip. */
  #namedTip: string | null = null

  private constructor(handle: FileHandle, format: RecordFormat, fallbackTime: string) {
    this.#handle = handle
    this.#format = format
    this.#fallbackTime = fallbackTime
  }

  /** Gives `work` the tree of a file, which is open for as long as it works. Rejects with the file system's error. */
  static async of<T>(file: string, format: RecordFormat, work: (tree: BranchTree) => Promise<T>): Promise<T> {
    const handle = await openForeignFile(file, { followsLinks: true })
    try {
      const { size, mtime } = await handle.stat()
      const tree = new BranchTree(handle, format, mtime.toISOString())
      await eachLine(handle, { from: 0, to: size }, (line, offset) => {
        tree.#take(line, offset)
        return true
      })
      return await work(tree)
    } finally {
      await handle.close()
    }
  }

  /** Of several copies the one that stands nearest in front of it. */
  parentOf({ parent, offset }: TreeRecord): TreeRecord | null {
    if (parent === null) return null
    const copy = this.#copies.get(parent)?.findLast((other) => other.offset < offset)
    return copy ?? this.#records.get(parent) ?? null
  }

  has(uuid: string): boolean {
    return this.#records.has(uuid)
  }

  /** The record where it was written last. */
  newestCopyOf(record: TreeRecord): TreeRecord {
    return this.#copies.get(record.uuid)?.at(-1) ?? record
  }

  lines(): readonly TreeLine[] {
    return this.#lines
  }

  /** The record that stands in front of a place in the file. */
  recordBefore(offset: number): TreeRecord | null {
    return this.#lines.findLast(({ record, isLoose }) => !isLoose && record.offset < offset)?.record ?? null
  }

  /** What follows a record on any branch, in the order of the file. */
  childrenOf({ uuid }: TreeRecord): readonly TreeRecord[] {
    if (this.#children === null) {
      const children = new Map<string, TreeRecord[]>()
      for (const other of this.#records.values()) {
        if (other.parent === null) continue
        const siblings = children.get(other.parent)
        if (siblings === undefined) children.set(other.parent, [other])
        else siblings.push(other)
      }
      this.#children = children
    }
    return this.#children.get(uuid) ?? []
  }

  /** The record itself, whole. Null when its line cannot be read. */
  async fields({ offset, length }: TreeRecord): Promise<Fields | null> {
    const line = Buffer.allocUnsafe(length)
    await readFully(this.#handle, line, 0, length, offset)
    return parseLine(line)
  }

  /** What the record says to a reader, null when it is not shown. */
  async piece(record: TreeRecord): Promise<Piece | null> {
    const known = this.#pieces.get(record.uuid)
    if (known !== undefined) return known
    const fields = await this.fields(record)
    const place = { offset: record.offset, fallbackTime: this.#fallbackTime, parentToolUseId: null }
    const piece = fields && readRecord(fields, place, this.#format)
    this.#pieces.set(record.uuid, piece)
    return piece
  }

  /** What a person sent with this record, null when it is something else. */
  async promptOf(record: TreeRecord): Promise<PromptRecord | null> {
    if (!record.mayBePrompt) return null
    const piece = await this.piece(record)
    const isSent = piece?.kind === 'message' && isPrompt(piece.message)
    return isSent ? { messageId: piece.message.id, record } : null
  }

  /** As they stand in the file. */
  newestFirst(): TreeRecord[] {
    return [...this.#records.values()].toReversed()
  }

  /** All prompts, oldest first. */
  async prompts(): Promise<PromptRecord[]> {
    const prompts: PromptRecord[] = []
    for (const record of this.#records.values()) {
      const prompt = await this.promptOf(record)
      if (prompt !== null) prompts.push(prompt)
    }
    return prompts
  }

  /** The records a message was written in, oldest first; empty when there is no such message. */
  async recordsOf(messageId: string): Promise<TreeRecord[]> {
    const found: TreeRecord[] = []
    const { size } = await this.#handle.stat()
    const needle = Buffer.from(JSON.stringify(messageId))
    const holding = new Set<number>()
    await eachLine(this.#handle, { from: 0, to: size }, (line, offset) => {
      if (line.includes(needle)) holding.add(offset)
      return true
    })
    for (const record of this.#records.values()) {
      if (!holding.has(record.line)) continue
      if ((await this.piece(record))?.message.id === messageId) found.push(record)
    }
    return found
  }

  /** The same of a message that has no place in the tree. */
  async looseRecordsOf(messageId: string): Promise<TreeRecord[]> {
    const found: TreeRecord[] = []
    for (const record of this.looseRecords()) {
      if ((await this.piece(record))?.message.id === messageId) found.push(record)
    }
    return found
  }

  /** What follows nothing, not even by name, and stands where it stands; of several copies the last. */
  looseRecords(): TreeRecord[] {
    const records = this.#lines.flatMap(({ record, isLoose }) =>
      isLoose && record.uuid !== '' ? [record] : []
    )
    return [...new Map(records.map((record) => [record.uuid, record])).values()]
  }

  /** The newest record that comes after this one on any branch, or the record itself. */
  newestBelow(record: TreeRecord): TreeRecord {
    let newest = record
    const met = new Set<string>()
    const open = [record]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (met.has(next.uuid)) continue // A file written by a stranger may hold a circle.
      met.add(next.uuid)
      if (next.offset > newest.offset) newest = next
      open.push(...this.childrenOf(next))
    }
    return newest
  }

  /** From the root to this record. */
  pathTo(record: TreeRecord): TreeRecord[] {
    const path: TreeRecord[] = []
    const met = new Set<number>()
    for (let next: TreeRecord | null = record; next !== null; next = this.parentOf(next)) {
      if (met.has(next.offset)) break
      met.add(next.offset)
      path.push(next)
    }
    return path.toReversed()
  }

  /** True for the record at which the session ends when nobody has chosen a branch. */
  isTip({ uuid }: TreeRecord): boolean {
    return uuid === (this.#namedTip ?? this.#newest?.uuid)
  }

  /** Of a damaged line, what can be read of it. */
  #take(line: Buffer, offset: number): void {
    if (!mayHoldAnother(line) && this.#takeWhole(line, offset, offset)) return
    for (const { at, bytes } of readDamaged(line).records) this.#takeWhole(bytes, offset + at, offset)
  }

  /** False when the line is no record. */
  #takeWhole(line: Buffer, offset: number, lineAt: number): boolean {
    const sniffed = sniffLine(line)
    switch (sniffed.kind) {
      case 'blank':
        return true
      case 'meta':
        if (sniffed.type === 'last-prompt') this.#namedTip = textAt(parseLine(line) ?? {}, 'leafUuid')
        return true
      case 'chain': {
        if (sniffed.isSidechain) return true
        const uuid = uuidIn(line)
        if (uuid === null) return false
        // At a root the record itself says whether it is one: a compaction is none.
        const isTold = sniffed.parent !== null && !line.includes(CONTINUATION)
        const stated = isTold ? sniffed.parent : this.#parentIn(parseMessageLine(line))
        const parent = isSystem(line) ? this.#behindCopies(stated) : stated
        this.#add({
          uuid,
          parent,
          offset,
          length: line.length,
          line: lineAt,
          mayBePrompt: mayBePrompt(line, sniffed)
        })
        return true
      }
      case 'other': {
        const record = parseLine(line)
        if (record === null) return false
        const uuid = textAt(record, 'uuid')
        if (isSidechain(record)) return true
        if (!('parentUuid' in record)) {
          const place = { offset, length: line.length, line: lineAt, mayBePrompt: true }
          this.#lines.push({ record: { uuid: uuid ?? '', parent: null, ...place }, isLoose: true })
          return true
        }
        if (uuid === null) return true
        const parent = this.#parentIn(record)
        this.#add({ uuid, parent, offset, length: line.length, line: lineAt, mayBePrompt: true })
        return true
      }
    }
  }

  /** What is written once more stands where it stood first. */
  #add(record: TreeRecord): void {
    this.#lines.push({ record, isLoose: false })
    if (this.#records.has(record.uuid)) {
      this.#copied = record.uuid
      const copies = this.#copies.get(record.uuid)
      if (copies === undefined) this.#copies.set(record.uuid, [record])
      else copies.push(record)
      return
    }
    this.#copied = null
    this.#records.set(record.uuid, record)
    this.#newest = record
    this.#namedTip = null
  }

  /** A record that follows something without saying what follows the one before it in the file. */
  #parentIn(record: Fields | null): string | null {
    const parent = record === null ? null : parentOf(record, this.#format)
    return parent === undefined ? (this.#newest?.uuid ?? null) : parent
  }

  /** A compaction, or a hook's report, that says it follows the last of a copied history follows what was said before it. */
  #behindCopies(parent: string | null): string | null {
    return parent !== null && parent === this.#copied ? (this.#newest?.uuid ?? null) : parent
  }
}

function mayBePrompt(line: Buffer, { isAttachment }: { isAttachment: boolean }): boolean {
  return !isAttachment && !isToolResultLine(line) && !line.toString('latin1', 0, 700).includes(assistantRole)
}

function isSystem(line: Buffer): boolean {
  return line.toString('latin1', 0, 200).includes('"type":"system"')
}

/** With bare quotes: no text inside a message can look like it. */
const assistantRole = '"role":"assistant"'
/** The record's own id; when the key stands in it twice (a tool's input may hold one) the line is parsed. */
function uuidIn(line: Buffer): string | null {
  return plainUuid(line) ?? textAt(parseMessageLine(line) ?? {}, 'uuid')
}
