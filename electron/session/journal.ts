/**
 * The journal of one session: the frames of the turn that runs now and the queue behind it, on disk
 * before any window sees them. It closes one hole: agents write a message down when it is complete,
 * so a crash in mid-answer would lose what a person has already read. Owned by `SessionHost`; read
 * at the next start by `recovery.ts`.
 *
 * Writes are synchronous and unbuffered (a few microseconds each): what was sent was written.
 * They are not fsynced; the journal survives the death of the process, not of the machine.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { codeOf } from '../../shared/errors.ts'
import type { SessionEvent } from '../../shared/events.ts'
import { SessionId } from '../../shared/ids.ts'
import { EventFrame } from '../../shared/protocol.ts'
import { SessionSummary } from '../../shared/session.ts'
import type { QueuedMessage } from '../../shared/session.ts'
import { openOwn } from '../machine/ownFiles.ts'
import { withWholeQueues } from './queuedAttachments.ts'

const extension = '.journal'

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

  constructor(file: string, header: JournalHeader) {
    this.#file = file
    this.#header = header
  }

  get isOpen(): boolean {
    return this.#descriptor !== null
  }

  /** Writes frames behind those there are. Throws what the disk says (`ENOSPC`, `EIO`). */
  append(frames: readonly string[]): void {
    if (this.#descriptor === null) {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 })
      this.#descriptor = openOwn(this.#file, 'replace', { deviceBehindLink: true })
      writeWhole(this.#descriptor, linesOf([JSON.stringify(this.#header), ...frames]))
      return
    }
    writeWhole(this.#descriptor, linesOf(frames))
  }

  /** Puts these frames in the place of all there are, at once: a crash leaves the old ones or the new. */
  replace(frames: readonly string[]): void {
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 })
    const next = `${this.#file}.next`
    const descriptor = openOwn(next, 'replace')
    try {
      writeWhole(descriptor, linesOf([JSON.stringify(this.#header), ...frames]))
    } finally {
      closeSync(descriptor)
    }
    this.close() // Windows does not rename over an open file.
    renameSync(next, this.#file)
    this.#descriptor = openOwn(this.#file, 'append')
  }

  /** Ends the journal: the transcript holds everything now. */
  remove(): void {
    this.close()
    rmSync(this.#file, { force: true })
  }

  /** Lets go of the file and leaves it where it is. */
  close(): void {
    if (this.#descriptor === null) return
    closeSync(this.#descriptor)
    this.#descriptor = null
  }
}

export interface ReadJournal {
  readonly file: string
  readonly header: JournalHeader
  readonly events: readonly SessionEvent[]
}

export function journalFile(folder: string, sessionId: SessionId): string {
  return join(folder, `${sessionId}${extension}`)
}

/** The journals a dead server left behind. A missing folder holds none. */
export function listJournals(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(extension))
      .map((name) => join(folder, name))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** Reads a journal up to its first torn line; null when even its header is torn. */
export function readJournal(file: string): ReadJournal | null {
  const [first = '', ...rest] = readFileSync(file, 'utf8').split('\n')
  const header = JournalHeader.safeParse(parseLine(first))
  if (!header.success) return null
  const events: SessionEvent[] = []
  for (const line of rest) {
    const frame = EventFrame.safeParse(parseLine(line))
    if (!frame.success) break
    events.push(frame.data.event)
  }
  return { file, header: header.data, events: withWholeQueues(events) }
}

/** True when there is a journal and more than a queue in it: a turn that nobody has written down yet. */
export function holdsTurn(file: string): boolean {
  if (!existsSync(file)) return false
  return readJournal(file)?.events.some(({ type }) => type !== 'queue_changed') ?? false
}

/** The queue a journal ends with, all of it waiting for a person; empty when there is no journal. */
export function queueIn(file: string): readonly QueuedMessage[] {
  if (!existsSync(file)) return []
  const last = readJournal(file)?.events.findLast((event) => event.type === 'queue_changed')
  return last?.type === 'queue_changed' ? last.queue.map(withoutHurry) : []
}

/** The turn a message was to interrupt is long over. */
function withoutHurry({ urgent: _urgent, ...message }: QueuedMessage): QueuedMessage {
  return message
}

function parseLine(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line)
    return value
  } catch {
    return null // A line the crash cut short: everything before it stands.
  }
}

function linesOf(frames: readonly string[]): string {
  return frames.length === 0 ? '' : `${frames.join('\n')}\n`
}

/** `writeSync` may write less than it was given (a disk that fills up); the rest is tried again. */
function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8')
  let offset = 0
  while (offset < bytes.length) offset += writeSync(descriptor, bytes, offset)
}
