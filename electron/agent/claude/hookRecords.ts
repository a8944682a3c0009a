/**
 * What hooks say, as Claude Code writes it into its transcripts: only there it stands whole, in its order and with
 * its ids. Its frames tell that something was said (`informational`, `hook_response`) and not in which thread; then
 * the ends of the session's transcript and of its subagents' are read up to those words, so that a running turn shows
 * what a reload will. So are the results it writes, in front of the first prompt, for tools whose process has died: of
 * them no frame tells. Owned by `HeardProcess`.
 */
import type { Clock } from '../../clock.ts'
import { parseLine } from '../../transcript/record/fields.ts'
import type { Fields } from '../../transcript/record/fields.ts'
import { idsIn } from '../../transcript/record/lineIds.ts'
import { isSidechain } from '../../transcript/record/record.ts'
import { isToolResultLine } from '../../transcript/record/sniff.ts'
import { needleFor } from '../../transcript/page/strays.ts'
import { UUID, hookRecordIn, isLate, lookAgain, metIn, without } from './awaitedLines.ts'
import type { Awaited } from './awaitedLines.ts'
import type { Frame } from './frames.ts'
import { wordsIn } from './saidByHook.ts'
import { linesIn, readFrom, sizeOf } from './transcriptTail.ts'

/** It writes its lines ten times a second. */
const WAIT_LIMIT_MS = 1_000
/** It makes its transcript a while after it has begun. */
const START_LIMIT_MS = 5_000
const LOOK_AGAIN_MS = 15

export interface HookRecordsOptions {
  readonly clock: Clock
  /** Whether frames tell what hooks said. Else it is looked for when a turn ends. */
  readonly tellsHooks: boolean
  /** Where the transcript is; null while there is none. */
  readonly locate: () => Promise<string | null>
  /** Where those of its subagents are, by the tool use that started each. Absent: they are not listened to. */
  readonly locateSubagents?: () => Promise<ReadonlyMap<string, string>>
}

/** A record of a hook (or the result of a tool whose process died), and the tool use whose subagent's transcript it stands in. */
export interface HookRecord {
  readonly record: Fields
  readonly parentToolUseId: string | null
  /** The ids of what stands behind it, as far as that is written: in the session's own transcript only. */
  readonly following: () => Iterable<string>
}

/** A transcript that is listened to. */
interface Source {
  readonly parentToolUseId: string | null
  file: string | null
  /** Up to where it was read. */
  offset: number
}

/** What was read of one and is not taken yet. */
interface Reading {
  readonly source: Source
  lines: Buffer[]
  /** Behind the last of them. */
  end: number
}

/** Subagents that are listened to at a time, the newest. */
const MOST_SUBAGENTS = 16

export class HookRecords {
  readonly #options: HookRecordsOptions
  #main: Source = { parentToolUseId: null, file: null, offset: 0 }
  readonly #subagents = new Map<string, Source>()
  /** What hooks have said that no line was met of yet. */
  #said: Awaited[] = []
  /** The prompt that runs, while its line was not met. */
  #prompt: string | null = null
  /** Up to the first prompt of a process that goes on with a session: what stands there no frame tells. */
  #isResuming = false

  constructor(options: HookRecordsOptions) {
    this.#options = options
  }

  /** What stands there now was said before. */
  async begin(): Promise<void> {
    const file = await this.#options.locate()
    this.#main = {
      parentToolUseId: null,
      file,
      offset: file === null ? 0 : ((await sizeOf(file)) ?? 0)
    }
    this.#isResuming = this.#main.offset > 0
  }

  /** The program has taken up this prompt: its line comes before what it leads to. */
  notePrompt(id: string): void {
    this.#prompt = id
  }

  /** The transcript is another one from here on. */
  beginAnew(): void {
    this.#main = { parentToolUseId: null, file: null, offset: 0 }
    this.#subagents.clear()
    this.#said = []
    this.#isResuming = false
  }

  /** What has to be read before this frame is taken; null: nothing. */
  awaitedBefore(frame: Frame): readonly Awaited[] | null {
    this.#noteSubagent(frame)
    if (frame.type === 'system' && frame.subtype === 'hook_response') {
      this.#said.push(...wordsIn(frame))
      return null
    }
    if (frame.type === 'system' && frame.subtype === 'informational') {
      return frame.uuid === undefined ? null : [{ words: frame.uuid, kind: UUID, isBeforeTool: false }]
    }
    if (!this.#options.tellsHooks && frame.type === 'result') return []
    if (frame.type === 'user') return this.#awaitedBeforeResult(frame)
    const due = isBoundary(frame) ? this.#said : []
    // Where what was said stands is known once the prompt's line is met.
    const isAsking = isOfMain(frame) && (due.length > 0 || this.#isResuming)
    const prompt = isAsking ? this.#prompt : null
    if (due.length === 0 && prompt === null) return null
    this.#said = this.#said.filter((said) => !due.includes(said))
    return prompt === null ? due : [...due, { words: prompt, kind: UUID, isBeforeTool: false }]
  }

  /** Of several tools at a time each has its own hooks: up to the line of this result, and not up to the words of all. */
  #awaitedBeforeResult({ uuid }: Extract<Frame, { type: 'user' }>): readonly Awaited[] | null {
    const due = this.#said.filter(({ isBeforeTool }) => isBeforeTool)
    if (due.length === 0) return null
    if (uuid !== undefined) return [{ words: uuid, kind: UUID, isBeforeTool: false }]
    this.#said = this.#said.filter((said) => !due.includes(said))
    return due
  }

  #noteSubagent(frame: Frame): void {
    const parent = parentOf(frame)
    if (parent === null || this.#subagents.has(parent)) return
    this.#subagents.set(parent, { parentToolUseId: parent, file: null, offset: 0 })
    const [oldest] = this.#subagents.keys()
    if (this.#subagents.size > MOST_SUBAGENTS && oldest !== undefined) this.#subagents.delete(oldest)
  }

  /**
   * The records of hooks up to what is awaited and no further: what stands behind it comes behind the frames that are
   * still to come. Up to the end of the session's own when it does not come in time.
   */
  async upTo(awaited: readonly Awaited[]): Promise<HookRecord[]> {
    const { clock } = this.#options
    const records: HookRecord[] = []
    let until = clock.now().getTime() + WAIT_LIMIT_MS
    const latest = until + START_LIMIT_MS
    const readings = [this.#main, ...this.#subagents.values()].map((source) => beginReading(source))
    let missing = awaited
    for (;;) {
      if (awaited.length > 0) await this.#locateSubagents()
      for (const reading of readings) {
        await this.#readOn(reading)
        const { taken, left } = metIn(reading.lines, missing)
        missing = left
        records.push(...this.#take(reading, awaited.length === 0 ? reading.lines.length : taken))
      }
      if (missing.length === 0) return this.#done(records, awaited)
      const now = clock.now().getTime()
      if (this.#main.file === null) until = Math.min(latest, now + WAIT_LIMIT_MS)
      if (missing.every(isLate) || now >= until) break
      await new Promise<void>((resolve) => clock.setTimeout(resolve, LOOK_AGAIN_MS))
    }
    this.#said.unshift(...lookAgain(missing))
    if (missing.every(isLate)) return this.#done(records, awaited)
    const [main] = readings
    const rest = main === undefined ? [] : this.#take(main, main.lines.length)
    return this.#done([...records, ...rest], awaited)
  }

  #done(records: HookRecord[], awaited: readonly Awaited[]): HookRecord[] {
    // In vain once is in vain for good: it has another id, and the turn's own results are told by frames.
    if (awaited.some(({ words }) => words === this.#prompt)) {
      this.#prompt = null
      this.#isResuming = false
    }
    return records
  }

  /** The hooks' records among the first `count` lines, which are done with. */
  #take(reading: Reading, count: number): HookRecord[] {
    const { source } = reading
    const all = reading.lines
    reading.lines = all.slice(count)
    return all.slice(0, count).flatMap((line, at): HookRecord[] => {
      source.offset += line.length + 1
      if (source === this.#main) this.#lookForPrompt(line)
      const record = hookRecordIn(line) ?? (this.#isResuming ? this.#deadResultIn(line, source) : null)
      if (record === null) return []
      const text = line.toString('utf8')
      this.#said = without(this.#said, text)
      const following = (): Iterable<string> => (source === this.#main ? idsBehind(all, at) : [])
      return [{ record, parentToolUseId: source.parentToolUseId, following }]
    })
  }

  #lookForPrompt(line: Buffer): void {
    if (this.#prompt === null || !line.includes(needleFor(this.#prompt))) return
    this.#prompt = null
    this.#isResuming = false
  }

  #deadResultIn(line: Buffer, source: Source): Fields | null {
    if (source !== this.#main || !isToolResultLine(line)) return null
    const record = parseLine(line)
    return record === null || isSidechain(record) ? null : record
  }

  async #readOn(reading: Reading): Promise<void> {
    const { source } = reading
    if (source === this.#main) source.file ??= await this.#options.locate()
    if (source.file === null) return
    const { bytes, from } = await readFrom(source.file, Math.max(reading.end, source.offset))
    // More than is read at once was written: what stands in front of it is left to the reader of the past.
    if (from > reading.end) {
      source.offset = from
      reading.lines = []
    }
    const lines = linesIn(bytes)
    reading.lines.push(...lines)
    reading.end = from + lines.reduce((length, line) => length + line.length + 1, 0)
  }

  async #locateSubagents(): Promise<void> {
    const sources = [...this.#subagents.values()].filter(({ file }) => file === null)
    if (sources.length === 0) return
    const files = await this.#options.locateSubagents?.()
    for (const source of sources) {
      if (source.parentToolUseId !== null) source.file = files?.get(source.parentToolUseId) ?? null
    }
  }
}

function parentOf(frame: Frame): string | null {
  return frame.type === 'user' || frame.type === 'assistant' ? (frame.parent_tool_use_id ?? null) : null
}

function* idsBehind(lines: readonly Buffer[], at: number): Generator<string> {
  for (const line of lines.slice(at + 1)) yield* idsIn(line)
}

function beginReading(source: Source): Reading {
  return { source, lines: [], end: source.offset }
}

/** Frames that only come when everything said before them is on its way into the transcript. */
function isBoundary(frame: Frame): boolean {
  // Of a subagent only whole answers are sure to come.
  if (frame.type === 'assistant') return parentOf(frame) !== null
  return isOfMain(frame)
}

/** An answer of the session's own begins, or its turn ends. */
function isOfMain(frame: Frame): boolean {
  if (frame.type === 'result') return true
  if (frame.type !== 'stream_event' || frame.event.type !== 'message_start') return false
  return frame.parent_tool_use_id === null || frame.parent_tool_use_id === undefined
}
