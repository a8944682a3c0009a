/**
 * The ids of all commands a session has ever carried out, on disk for as long as the session is there: one id a line, 37
 * bytes each, so that a command that is sent again after a restart, an unload or a thousand others is not carried out
 * again. A file of its own beside the database, which may be lost or locked without a word being lost. Owned by
 * `KnownCommands`; removed with the session (`Deletions`).
 *
 * An id is written before the command is carried out and its line ended afterwards. A line without an end was being
 * carried out when the server died: whether it was is said by the journal, so here it counts for nothing.
 */
import { closeSync, fstatSync, ftruncateSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { codeOf } from '../../../shared/errors.ts'
import type { SessionId } from '../../../shared/ids.ts'
import { makeOwnFolder, openOwn, writeOwn } from '../../machine/ownFiles.ts'
import { isStill, writeWhole } from '../../machine/writeWhole.ts'
import { NEWLINE, wholeLinesIn } from '../../transcript/lines/forwardLines.ts'

const header = 'skein commands 1\n'
const idLine = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Where a session's record lies. */
export function commandRecordFile(dataDir: string, sessionId: SessionId): string {
  return join(commandRecords(dataDir), `${sessionId}.ids`)
}

/** The folder of all of them. */
export function commandRecords(dataDir: string): string {
  return join(dataDir, 'commands')
}

export class CommandRecord {
  readonly #file: string
  /** What was on disk when it was first asked for; searched as bytes, since few ids are ever asked for. */
  #read: Buffer | null = null
  readonly #added = new Set<string>()
  #descriptor: number | null = null
  /** Bytes that count; what lies beyond counts for nothing. */
  #size = 0
  #isBeyond = false
  /** The last of them is of a command that was carried out, and its line could not be ended: a reader sees it torn. */
  #lacksEnd = false
  /** Ids of commands that were carried out and could not be written; they go in front of the next. */
  #late: readonly string[] = []

  constructor(file: string) {
    this.#file = file
  }

  /** False: there is no record, or its end is torn; the transcript may know more. Throws what the disk says. */
  get isWhole(): boolean {
    const bytes = this.#bytes()
    return bytes.subarray(0, header.length).toString('latin1') === header && bytes.at(-1) === NEWLINE
  }

  has(id: string): boolean {
    return this.#added.has(id) || this.#bytes().includes(`\n${id}\n`)
  }

  /** Makes the record whole with what else is known. Nothing may be begun. Throws what the disk says. */
  complete(ids: Iterable<string>): void {
    for (const id of ids) this.#added.add(id)
    const lines = [...wholeLinesIn(this.#bytes())].map(({ line }) => line.toString('latin1'))
    const known = new Set([...lines, ...this.#added].filter((line) => idLine.test(line)))
    const text = header + [...known].map((id) => `${id}\n`).join('')
    makeOwnFolder(dirname(this.#file))
    this.#letGo()
    writeOwn(this.#file, text)
    this.#read = Buffer.from(text, 'latin1')
    this.#added.clear()
    this.#late = []
    this.#lacksEnd = false
  }

  /** Before the command is carried out. Throws what the disk says, and then nothing was begun. */
  begin(id: string): void {
    if (!this.#isIntact()) this.complete([])
    const descriptor = this.#opened()
    this.#writeOwed(descriptor, id)
  }

  /** What could not be written before, and behind it what counts for nothing yet. */
  #writeOwed(descriptor: number, begun = ''): void {
    if (this.#isBeyond) ftruncateSync(descriptor, this.#size)
    // Every id stands between two ends of lines, the first as well where there is no header.
    const end = this.#size === 0 || this.#lacksEnd ? '\n' : ''
    const owed = end + this.#late.map((one) => `${one}\n`).join('')
    this.#isBeyond = true
    writeWhole(descriptor, owed + begun)
    this.#isBeyond = begun !== ''
    this.#size += owed.length
    this.#lacksEnd = false
    this.#late = []
  }

  /** It was carried out, whether it could be begun here or not. What cannot be written is written with the next. */
  finish(id: string, isBegun: boolean): void {
    this.#added.add(id)
    if (!isBegun) {
      this.#late = [...this.#late, id]
      return
    }
    this.#size += id.length
    this.#isBeyond = false
    this.#lacksEnd = true
    try {
      writeWhole(this.#opened(), '\n')
      this.#size += 1
      this.#lacksEnd = false
    } catch {
      // It stands there without an end, and whoever reads it gathers the ids anew; the next that is begun ends it.
    }
  }

  /** Takes what is begun and not finished back, and writes what was carried out. Throws what the disk says. */
  close(): void {
    try {
      if (this.#late.length > 0 || this.#lacksEnd) this.#writeOwed(this.#opened())
      else if (this.#isBeyond && this.#descriptor !== null) ftruncateSync(this.#descriptor, this.#size)
    } finally {
      this.#letGo()
    }
  }

  /** Another program may have removed, exchanged or cut the file: then all that is known is written anew. */
  #isIntact(): boolean {
    const descriptor = this.#descriptor
    if (descriptor === null) return true
    return isStill(descriptor, this.#file) && fstatSync(descriptor).size >= this.#size
  }

  #letGo(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor)
    this.#descriptor = null
  }

  #bytes(): Buffer {
    this.#read ??= readIfThere(this.#file)
    return this.#read
  }

  #opened(): number {
    if (this.#descriptor !== null) return this.#descriptor
    makeOwnFolder(dirname(this.#file))
    this.#size = this.#bytes().lastIndexOf(NEWLINE) + 1
    const descriptor = openOwn(this.#file, 'append')
    this.#descriptor = descriptor
    this.#isBeyond = fstatSync(descriptor).size > this.#size
    return descriptor
  }
}

function readIfThere(file: string): Buffer {
  try {
    const descriptor = openOwn(file, 'read')
    try {
      return readFileSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}
