/**
 * Writes transcripts for agents that keep none (guide, ACP), in the record format Claude Code uses,
 * so that one reader serves all. One writer owns a session's file; called by `session/`.
 */
import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf, messageOf } from '../../../shared/errors.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { makeOwnFolder, noFollow } from '../../machine/ownFiles.ts'
import { openForeignFile } from '../../machine/openForeignFile.ts'
import { cutOff } from './appendWhole.ts'
import { BackwardLines } from '../lines/backwardLines.ts'
import type { BackwardLine } from '../lines/backwardLines.ts'
import { parseLine, textAt } from '../record/fields.ts'
import { recordsOf } from './writtenRecord.ts'
import type { RecordOrigin, TokenUsage } from './writtenRecord.ts'

/** What every record of the file says of the session, and where the next one hangs. */
export interface WriterOptions extends Omit<RecordOrigin, 'mintId'> {
  /** The record the next one follows when it is not the last of the file; null: none. */
  readonly after?: string | null
  /** Mints the uuid of a line that has no id of its own; random unless a test gives its own. */
  readonly mintId?: () => string
}

/** A message of which the transcript holds only the first lines, or none. */
export interface Unwritten {
  /** Whole. */
  readonly message: SessionMessage
  /** How many of its lines stand in the transcript already. */
  readonly lines: number
}

/** What the file system said (`code` is its own), and what is still to be written once it lets us. */
export class AppendFailed extends Error {
  readonly code: string | null
  readonly rest: readonly Unwritten[]

  constructor(cause: unknown, rest: readonly Unwritten[]) {
    super(messageOf(cause), { cause })
    this.name = 'AppendFailed'
    this.code = codeOf(cause)
    this.rest = rest
  }
}

/** Where the next record goes. */
interface Tip {
  readonly parent: string | null
  /** True when the last line has no newline: it was torn by a crash, or the disk was full. */
  readonly isTorn: boolean
}

interface FoundTip extends Tip {
  readonly torn: string | null
}

/** Appends whole lines to one file; what a failed write left of one is taken back, so that it can be tried again. */
export class TranscriptWriter {
  readonly #file: string
  readonly #origin: RecordOrigin
  /** The unreadable last line that was found when the file was opened; null when it ends well. */
  readonly torn: string | null
  #tip: Tip
  #last: Promise<void> = Promise.resolve()

  private constructor(file: string, options: WriterOptions, { torn, ...tip }: FoundTip) {
    this.#file = file
    this.#origin = { ...options, mintId: options.mintId ?? randomUUID }
    this.#tip = tip
    this.torn = torn
  }

  /** Continues the chain of `file`, or begins one; the file itself is made by the first `append`. */
  static async open(file: string, options: WriterOptions): Promise<TranscriptWriter> {
    makeOwnFolder(dirname(file))
    const tip = await readTip(file)
    const { after } = options
    return new TranscriptWriter(file, options, after === undefined ? tip : { ...tip, parent: after })
  }

  /**
   * Adds messages, in order, by one write. `usage` is that of the last answer among them. Rejects with
   * `AppendFailed` when the disk does not take all of it: whole lines that it took stand and are followed by
   * the next ones, a torn one is taken back, or else what follows begins on a line of its own.
   */
  append(messages: readonly SessionMessage[], usage?: TokenUsage): Promise<void> {
    return this.appendRest(
      messages.map((message) => ({ message, lines: 0 })),
      usage
    )
  }

  /** As `append`, of messages that may stand there in part: only the lines that are missing are added. */
  appendRest(rest: readonly Unwritten[], usage?: TokenUsage): Promise<void> {
    const appended = this.#last.then(() => this.#write(rest, usage))
    // The caller is told; the next append does not depend on it.
    this.#last = appended.catch(() => undefined)
    return appended
  }

  /** Whether the torn last line is the beginning of what is to be written: then nothing of it is lost. */
  tornIsBeginningOf(rest: readonly Unwritten[]): boolean {
    const { torn } = this
    if (torn === null) return true
    return this.#linesOf(rest, undefined).some(({ text, uuid }) => {
      // An id that was minted by the writer that died is not known any more: all before it must agree.
      const known = text.slice(0, text.lastIndexOf(`"${uuid}"`))
      return torn.length > known.length ? torn.startsWith(known) : known.startsWith(torn)
    })
  }

  async #write(rest: readonly Unwritten[], usage: TokenUsage | undefined): Promise<void> {
    if (rest.length === 0) return
    const lines = this.#linesOf(rest, usage)
    const lead = this.#tip.isTorn ? '\n' : ''
    const bytes = Buffer.from(`${lead}${lines.map(({ text }) => text).join('')}`)
    let done = 0
    try {
      const handle = await open(this.#file, noFollow.append, 0o600)
      try {
        while (done < bytes.length) done += (await handle.write(bytes, done)).bytesWritten
      } catch (error) {
        // Room for a part of a line only: without it the file ends as it did.
        const part = done - Math.min(done, endOf(wholeLines(lines, done - lead.length)) + lead.length)
        if (await cutOff(handle, part)) done -= part
        throw error
      } finally {
        await handle.close()
      }
      this.#tip = { parent: lines.at(-1)?.uuid ?? this.#tip.parent, isTorn: false }
    } catch (error) {
      const whole = wholeLines(lines, done - lead.length)
      const endsTorn = done === 0 ? this.#tip.isTorn : bytes[done - 1] !== 10
      this.#tip = { parent: whole.at(-1)?.uuid ?? this.#tip.parent, isTorn: endsTorn }
      throw new AppendFailed(error, withoutLines(rest, lines.slice(whole.length)))
    }
  }

  #linesOf(rest: readonly Unwritten[], usage: TokenUsage | undefined): Line[] {
    const answered = rest.findLast(({ message }) => message.role === 'assistant')
    const lines: Line[] = []
    let parent = this.#tip.parent
    for (const part of rest) {
      const records = recordsOf(part.message, part === answered ? usage : undefined, this.#origin)
      for (const [index, record] of records.entries()) {
        if (index < part.lines) continue
        const text = `${JSON.stringify({ parentUuid: parent, isSidechain: false, ...record })}\n`
        lines.push({ message: part.message, index, uuid: record.uuid, text })
        parent = record.uuid
      }
    }
    return lines
  }
}

interface Line {
  readonly message: SessionMessage
  /** Which of the message's lines it is. */
  readonly index: number
  /** Of its record. */
  readonly uuid: string
  /** With its newline. */
  readonly text: string
}

/** The lines of which so many bytes hold everything, but for the newline of the last. */
function wholeLines(lines: readonly Line[], bytes: number): readonly Line[] {
  let end = 0
  const torn = lines.findIndex(({ text }) => {
    end += Buffer.byteLength(text)
    return end - 1 > bytes
  })
  return torn === -1 ? lines : lines.slice(0, torn)
}

function endOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
}

/** What is left of `rest` when only these lines are missing. */
function withoutLines(rest: readonly Unwritten[], missing: readonly Line[]): Unwritten[] {
  return rest.flatMap(({ message }) => {
    const [first] = missing.filter((line) => line.message === message)
    return first === undefined ? [] : [{ message, lines: first.index }]
  })
}

async function readTip(file: string): Promise<FoundTip> {
  const handle = await openIfThere(file)
  if (handle === null) return { parent: null, isTorn: false, torn: null }
  try {
    const { size } = await handle.stat()
    const lines = new BackwardLines(handle, size)
    const last = Buffer.alloc(1)
    if (size > 0) await handle.read(last, 0, 1, size - 1)
    const isTorn = size > 0 && last[0] !== 10
    let torn: string | null = null
    for (let isLast = isTorn; ; isLast = false) {
      const line = await nextLine(lines)
      if (line === null) return { parent: null, isTorn, torn }
      const record = parseLine(line.bytes)
      // A line that lacks its newline alone is whole.
      if (isLast && record === null) torn = line.bytes.toString('utf8')
      const uuid = textAt(record ?? {}, 'uuid')
      if (uuid !== null) return { parent: uuid, isTorn, torn }
    }
  } finally {
    await handle.close()
  }
}

async function nextLine(lines: BackwardLines): Promise<BackwardLine | null> {
  for (;;) {
    const line = lines.take()
    if (line !== null) return line
    if (!(await lines.fill())) return null
  }
}

async function openIfThere(file: string): Promise<FileHandle | null> {
  try {
    return await openForeignFile(file, { followsLinks: true })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
