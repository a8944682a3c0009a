/**
 * What one transcript says of tokens and money, line by line, as claims: an API message that stands in several files is
 * claimed by each, and one of them has it (`usageStore.ts`). The rules of what a line says are those by which one
 * session is counted (`transcript/count/`). Changed in place; reads and writes nothing.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { answerUse, isModelAnswer, statedUse } from '../../transcript/count/answerUse.ts'
import { readCountedLine } from '../../transcript/count/countedLine.ts'
import { ModelSpent } from '../../transcript/count/usageSpent.ts'
import { RECENT_MESSAGES } from '../../transcript/count/usageTally.ts'
import { countAt, isFields, textAt } from '../../transcript/record/fields.ts'
import type { Fields } from '../../transcript/record/fields.ts'
import type { RecordFormat } from '../../transcript/record/recordFormat.ts'
import { timeOf } from '../../transcript/record/recordTime.ts'

const Reckoned = z.object({
  /** What the agent had spent since `began`, by its own account. */
  spent: z.array(ModelSpent),
  /** When this account began, and how long it has gone on; a copy of a session goes on with the account of the original. */
  began: z.number(),
  lasted: z.number()
})
export type Reckoned = z.infer<typeof Reckoned>

/** A part of a transcript that ends with the agent's own account, or with the file. Times are milliseconds since 1970. */
const Stretch = z.object({
  reckoned: Reckoned.nullable(),
  /** Of the last record in it. */
  at: z.number().nullable(),
  /** Of the first record behind it; null: there is none yet. */
  until: z.number().nullable()
})
export type Stretch = z.infer<typeof Stretch>

/** What has to be known of a file to count on. Plain JSON. */
export const FileState = z.object({
  /** Keys of the API messages whose next line may say more, oldest first. */
  recent: z.array(z.string()),
  stretches: z.array(Stretch),
  /** Time of the newest record. */
  at: z.number().nullable(),
  /** See `RecordFormat.counted`; absent where that is. */
  memory: z.string().optional()
})
export type FileState = z.infer<typeof FileState>

/** Before the first line. */
export function emptyState(): FileState {
  return { recent: [], stretches: [{ reckoned: null, at: null, until: null }], at: null }
}

/** What an API message has used, as this file says. */
export interface Claim {
  /** The message's, in whatever file: hex. */
  readonly key: string
  readonly stretch: number
  readonly at: number
  /** Whether the record says itself that it was copied from another session. */
  readonly isCopy: boolean
  readonly spent: readonly ModelSpent[]
}

export interface CounterOptions {
  readonly state: FileState
  readonly format: Pick<RecordFormat, 'counted' | 'models'>
  /** Whether what has this key was counted in this file before, but for what this counter has met. */
  readonly isClaimed: (key: string) => boolean
  /** For records before the first that says a time. */
  readonly fallbackAt: number
}

export class FileCounter {
  readonly #options: CounterOptions
  #claims = new Map<string, Claim>()
  readonly #met = new Set<string>()
  /** Lines that could not be read. */
  unreadable = 0

  constructor(options: CounterOptions) {
    this.#options = options
  }

  /** As it is after the lines that were added. */
  get state(): FileState {
    return this.#options.state
  }

  /** Those that are new or say more than before, since this was asked before. */
  takeClaims(): readonly Claim[] {
    const claims = [...this.#claims.values()]
    this.#claims = new Map()
    return claims
  }

  /** Of one line, without its newline. */
  add(line: Buffer): void {
    const isWhole = readCountedLine(line, {
      record: (record) => this.#addCounted(record),
      title: () => undefined,
      costState: (record) => this.#addReckoning(record)
    })
    if (!isWhole) this.unreadable += 1
  }

  #addCounted(record: Fields): void {
    const { state, format } = this.#options
    const as = format.counted?.(record, state.memory ?? '')
    if (as !== undefined) state.memory = as.memory
    const counted = as === undefined ? record : as.record
    if (counted !== null) this.#addRecord(counted)
  }

  #addRecord(record: Fields): void {
    const at = millisecondsOf(record)
    const isAnswer = record['type'] === 'assistant'
    if (isAnswer && isModelAnswer(record)) this.#addAnswer(record, at)
    else if (!isAnswer) this.#goOn(at)
  }

  #addAnswer(record: Fields, at: number | null): void {
    const { state, format, isClaimed } = this.#options
    const { id, spent } = answerUse(record, format.models)
    const key = keyOf(id === null ? JSON.stringify(record) : `${id}\n${textAt(record, 'requestId') ?? ''}`)
    const isRecent = state.recent.includes(key)
    // Written a second time further on, it says nothing new.
    if (!isRecent && (this.#met.has(key) || isClaimed(key))) return
    if (!isRecent) {
      this.#goOn(at)
      this.#met.add(key)
      state.recent.push(key)
      if (state.recent.length > RECENT_MESSAGES) state.recent.shift()
    }
    if (spent.length === 0) return
    const before = this.#claims.get(key)
    this.#claims.set(key, {
      key,
      stretch: before?.stretch ?? state.stretches.length - 1,
      at: before?.at ?? at ?? state.at ?? this.#options.fallbackAt,
      isCopy: isFields(record['forkedFrom']),
      spent
    })
  }

  /** A record that is not older than what is there goes on behind the agent's account. */
  #goOn(at: number | null): void {
    const { state } = this.#options
    const last = state.stretches.at(-1)
    if (last === undefined) return
    if (at !== null && state.at !== null && at < state.at) return
    if (last.reckoned !== null) {
      last.until = at
      state.stretches.push({ reckoned: null, at, until: null })
    } else {
      last.at = at ?? last.at
    }
    state.at = at ?? state.at
  }

  #addReckoning(record: Fields): void {
    const { state, format } = this.#options
    const spent = statedUse(record, format.models)
    const last = state.stretches.at(-1)
    if (spent === null || last === undefined) return
    const [began, lasted] = [countAt(record, 'startTime'), countAt(record, 'totalDuration')]
    last.reckoned = { spent, began, lasted }
  }
}

/** The day it was on where this runs, as the number 20261231. */
export function dayOf(at: number): number {
  const date = new Date(at)
  return date.getFullYear() * 10_000 + (date.getMonth() + 1) * 100 + date.getDate()
}

/** By which an API message is known in all files: hex. */
function keyOf(name: string): string {
  return createHash('sha1').update(name).digest('hex').slice(0, KEY_LENGTH)
}

const KEY_LENGTH = 24

function millisecondsOf(record: Fields): number | null {
  const time = timeOf(record)
  const at = time === null ? Number.NaN : Date.parse(time)
  return Number.isNaN(at) ? null : at
}
