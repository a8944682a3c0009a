/**
 * The journal of one session: the frames of the turn that runs now and the queue behind it, on disk
 * before any window sees them. It closes one hole: agents write a message down when it is complete,
 * so a crash in mid-answer would lose what a person has already read. Written by `TurnJournal`; read at the
 * next start by `recovery/lastRun.ts`.
 *
 * It ends when the transcript holds all of it, not before (`turnJournal.ts` decides).
 *
 * Writes are synchronous and unbuffered (a few microseconds each): what was sent was written, and
 * survives the death of the process. The death of the machine survives what was flushed: everything
 * up to the newest command that was acknowledged (`flush`). The words of an answer that runs are not.
 */
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { codeOf } from '../../../shared/errors.ts'
import type { SessionEvent } from '../../../shared/events.ts'
import { SessionId } from '../../../shared/ids.ts'
import { parseJson } from '../../../shared/parseJson.ts'
import { EventFrame } from '../../../shared/protocol.ts'
import { SessionSummary } from '../../../shared/session.ts'
import type { QueuedMessage } from '../../../shared/session.ts'
import { flushFolder, flushOpen } from '../../machine/flush.ts'
import { makeOwnFolder, openOwn } from '../../machine/ownFiles.ts'
import { cutTo, isStill, writeWhole } from '../../machine/writeWhole.ts'
import { linesIn } from '../../transcript/lines/forwardLines.ts'
import { withWholeQueues } from './queuedAttachments.ts'

const extension = '.journal'
/** Behind the name of a journal: the one that is about to take its place. */
const draft = '.next'

/** First line of a journal: enough to recover the session even when the database is gone. */
export const JournalHeader = z.object({
  type: z.literal('journal'),
  version: z.literal(1),
  sessionId: SessionId,
  cwd: z.string(),
  session: SessionSummary
})
export type JournalHeader = z.infer<typeof JournalHeader>

export class Journal {
  readonly #file: string
  readonly #header: JournalHeader
  #descriptor: number | null = null
  /** Bytes of whole lines. */
  #size = 0
  /** Its file has a name on disk already, and the folder it is in: that one stays from turn to turn. */
  #isNamed = false
  #isFolderNamed = false
  /** What was removed may come back with the power. */
  #isRemoved = false
  /** Counts what was written; what of it was flushed. */
  #writes = 0
  #flushedWrites = 0
  #generation = 0

  constructor(file: string, header: JournalHeader) {
    this.#file = file
    this.#header = header
  }

  get isOpen(): boolean {
    return this.#descriptor !== null
  }

  /** Changes with everything that is written. */
  get writes(): number {
    return this.#writes
  }

  /** Whether the disk has taken what was written by then; perhaps not yet the name of the file. */
  hasFlushed(writes: number): boolean {
    return this.#flushedWrites >= writes
  }

  /** Changes when another file takes its place, or none does. */
  get generation(): number {
    return this.#generation
  }

  /** Bytes of whole lines; null while it is not open. */
  get size(): number | null {
    return this.#descriptor === null ? null : this.#size
  }

  /** Whether the open file is where it was, and as long: another program may have removed, exchanged or cut it. */
  get isIntact(): boolean {
    if (this.#descriptor === null) return false
    const ours = fstatSync(this.#descriptor)
    return isStill(this.#descriptor, this.#file) && (!ours.isFile() || ours.size === this.#size)
  }

  /** Takes back what was written behind these bytes. Whether it could. */
  cutBack(size: number): boolean {
    if (this.#descriptor === null || !cutTo(this.#descriptor, size)) return false
    this.#size = size
    return true
  }

  /** Whether there is a file, of this life of the server or of one before. */
  get isThere(): boolean {
    return this.isOpen || existsSync(this.#file)
  }

  /**
   * Writes frames behind those there are; begins the file anew when it is not open. Throws what the disk says
   * (`ENOSPC`, `EIO`), and then the journal is as it was: what could not be written whole is taken back.
   */
  append(frames: readonly string[]): void {
    this.#writes += 1
    if (this.#descriptor === null) {
      this.#makeFolder()
      this.#descriptor = openOwn(this.#file, 'replace', { deviceBehindLink: true })
      this.#size = 0
      this.#write(linesOf([JSON.stringify(this.#header), ...frames]))
    } else this.#write(linesOf(frames))
  }

  /** Puts these frames in the place of all there are, at once: a crash leaves the old ones or the new. */
  replace(frames: readonly string[]): void {
    this.#writes += 1
    this.#generation += 1
    this.#makeFolder()
    const next = `${this.#file}${draft}`
    try {
      const text = linesOf([JSON.stringify(this.#header), ...frames])
      const descriptor = openOwn(next, 'replace')
      try {
        writeWhole(descriptor, text)
        fdatasyncSync(descriptor) // Before it takes the other's place: or the power may go between the two.
      } finally {
        closeSync(descriptor)
      }
      this.close() // Windows does not rename over an open file.
      renameSync(next, this.#file)
      this.#descriptor = openOwn(this.#file, 'append')
      this.#size = Buffer.byteLength(text)
    } catch (error) {
      removeQuietly(next) // It holds room that is missing elsewhere.
      throw error
    }
  }

  #makeFolder(): void {
    if (makeOwnFolder(dirname(this.#file))) this.#isFolderNamed = false
  }

  #write(text: string): void {
    if (this.#descriptor === null) return
    try {
      writeWhole(this.#descriptor, text)
      this.#size += Buffer.byteLength(text)
    } catch (error) {
      // Where that fails, the next thing written takes the place of the whole file.
      cutTo(this.#descriptor, this.#size)
      throw error
    }
  }

  /**
   * Resolves when everything written so far, or that it was removed, would outlast a loss of power; null when it
   * does already.
   * Rejects with what the disk says. Others may write meanwhile.
   */
  flush(): Promise<void> | null {
    if (this.#descriptor !== null)
      return this.hasFlushed(this.#writes) && this.#isNamed ? null : this.#flush(this.#descriptor)
    if (!this.#isRemoved) return null
    this.#isRemoved = false
    return flushFolder(dirname(this.#file))
  }

  async #flush(descriptor: number): Promise<void> {
    const writes = this.#writes
    await flushOpen(descriptor)
    if (descriptor === this.#descriptor) this.#flushedWrites = Math.max(this.#flushedWrites, writes)
    if (this.#isNamed || descriptor !== this.#descriptor) return
    const folder = dirname(this.#file)
    await flushFolder(folder)
    if (!this.#isFolderNamed) await flushFolder(dirname(folder))
    this.#isFolderNamed = true
    this.#isNamed = descriptor === this.#descriptor
  }

  /** Ends the journal: the transcript holds everything now. */
  remove(): void {
    this.#writes += 1
    this.#generation += 1
    this.close()
    rmSync(this.#file, { force: true })
    this.#isRemoved = true
  }

  /** Lets go of the file and leaves it where it is. */
  close(): void {
    if (this.#descriptor === null) return
    closeSync(this.#descriptor)
    this.#descriptor = null
    this.#isNamed = false
  }
}

export interface ReadJournal {
  readonly file: string
  /** Null when it cannot be read. */
  readonly header: JournalHeader | null
  readonly events: readonly SessionEvent[]
  /** Lines that cannot be read: cut off, or damaged. */
  readonly unreadable: number
}

export function journalFile(folder: string, sessionId: SessionId): string {
  return join(folder, `${sessionId}${extension}`)
}

/** The session a journal is of, by its name; null when that is none. */
export function sessionOfJournal(file: string): SessionId | null {
  return SessionId.safeParse(basename(file, extension)).data ?? null
}

/** The journals a dead server left behind. A missing folder holds none. */
export function listJournals(folder: string): string[] {
  return filesIn(folder, extension)
}

function filesIn(folder: string, ending: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => join(folder, name))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** Removes what a server left that died while it replaced a journal: the journal itself stands. */
export function removeDrafts(folder: string): void {
  for (const file of filesIn(folder, `${extension}${draft}`)) removeQuietly(file)
}

/** Reads all of a journal that can be read. */
export function readJournal(file: string): ReadJournal {
  const [first = '', ...rest] = [...linesIn(readFileSync(file))].map(({ line }) => line.toString())
  const header = JournalHeader.safeParse(parseJson(first))
  const lines = rest.filter((line) => line !== '').map((line) => EventFrame.safeParse(parseJson(line)))
  const events = lines.flatMap((frame) => (frame.success ? [frame.data.event] : []))
  const torn = lines.length - events.length
  return {
    file,
    header: header.data ?? null,
    events: withWholeQueues(events),
    unreadable: header.success || first === '' ? torn : torn + 1
  }
}

/** True when there is a journal and more than a queue in it: a turn that nobody has written down yet. */
export function holdsTurn(file: string): boolean {
  if (!existsSync(file)) return false
  return readJournal(file).events.some(({ type }) => type !== 'queue_changed')
}

/** The queue a journal ends with, all of it waiting for a person; empty when there is no journal. */
export function queueIn(file: string): readonly QueuedMessage[] {
  if (!existsSync(file)) return []
  const last = readJournal(file).events.findLast((event) => event.type === 'queue_changed')
  return last?.type === 'queue_changed' ? last.queue.map(withoutHurry) : []
}

/** The turn a message was to interrupt is long over. */
function withoutHurry({ urgent: _urgent, ...message }: QueuedMessage): QueuedMessage {
  return message
}

function linesOf(frames: readonly string[]): string {
  return frames.length === 0 ? '' : `${frames.join('\n')}\n`
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // A disk that can only be read: the next start tries again.
  }
}
