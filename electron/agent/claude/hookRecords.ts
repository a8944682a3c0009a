/**
 * What hooks say, as Claude Code writes it into its transcript: only there it stands whole, in its order and with
 * its ids. Its frames tell that something was said (`informational`, `hook_response`); then the end of the transcript
 * is read up to those words, so that a running turn shows what a reload will. Owned by `ClaudeRun`, one per process.
 */
import { open } from 'node:fs/promises'
import { z } from 'zod'
import { codeOf } from '../../../shared/errors.ts'
import type { Clock } from '../../clock.ts'
import { parseLine } from '../../transcript/fields.ts'
import type { Fields } from '../../transcript/fields.ts'
import { isHookRecord } from '../../transcript/hookWords.ts'
import type { Frame } from './frames.ts'

/** It writes its lines ten times a second. */
const WAIT_LIMIT_MS = 1_000
const LOOK_AGAIN_MS = 15
/** More than a turn's lines; what is further behind is the transcript's to tell. */
const READ_LIMIT = 8 * 1024 * 1024

export interface HookRecordsOptions {
  readonly clock: Clock
  /** Whether frames tell what hooks said. Else it is looked for when a turn ends. */
  readonly tellsHooks: boolean
  /** Where the transcript is; null while there is none. */
  readonly locate: () => Promise<string | null>
}

/** A line of the transcript that must come. */
interface Awaited {
  /** It stands before the result of the tool it is about, and not behind it. */
  readonly isBeforeTool: boolean
  /** As they stand in its JSON. */
  readonly words: string
  /** What the line must hold besides. */
  readonly kind: string
}

export class HookRecords {
  readonly #options: HookRecordsOptions
  #file: string | null = null
  /** Up to where it was read. */
  #offset = 0
  /** What hooks have said that no line was met of yet. */
  #said: Awaited[] = []

  constructor(options: HookRecordsOptions) {
    this.#options = options
  }

  /** What stands there now was said before. */
  async begin(): Promise<void> {
    this.#file = await this.#options.locate()
    this.#offset = this.#file === null ? 0 : ((await sizeOf(this.#file)) ?? 0)
  }

  /** The transcript is another one from here on. */
  beginAnew(): void {
    this.#file = null
    this.#offset = 0
    this.#said = []
  }

  /** What has to be read before this frame is taken; null: nothing. */
  awaitedBefore(frame: Frame): readonly Awaited[] | null {
    if (frame.type === 'system' && frame.subtype === 'hook_response') {
      this.#said.push(...wordsIn(frame))
      return null
    }
    if (frame.type === 'system' && frame.subtype === 'informational') {
      return frame.uuid === undefined ? null : [{ words: frame.uuid, kind: '"uuid"', isBeforeTool: false }]
    }
    if (!this.#options.tellsHooks && frame.type === 'result') return []
    const due = isBoundary(frame)
      ? this.#said
      : frame.type === 'user'
        ? this.#said.filter(({ isBeforeTool }) => isBeforeTool)
        : []
    if (due.length === 0) return null
    this.#said = this.#said.filter((said) => !due.includes(said))
    return due
  }

  /**
   * The records of hooks up to what is awaited and no further: what stands behind it comes behind the frames that are
   * still to come. Up to the end when it does not come in time.
   */
  async upTo(awaited: readonly Awaited[]): Promise<Fields[]> {
    const { clock } = this.#options
    const records: Fields[] = []
    const until = clock.now().getTime() + WAIT_LIMIT_MS
    let missing = awaited
    for (;;) {
      for (const line of await this.#newLines()) {
        this.#offset += line.length + 1
        const text = line.toString('utf8')
        missing = missing.filter((wanted) => !isIn(text, wanted))
        this.#said = this.#said.filter((wanted) => !isIn(text, wanted))
        const record = mayBeHook(text) ? parseLine(line) : null
        if (record !== null && isHookRecord(record)) records.push(record)
        if (missing.length === 0 && awaited.length > 0) return records
      }
      if (missing.length === 0 || clock.now().getTime() >= until) return records
      await new Promise<void>((resolve) => clock.setTimeout(resolve, LOOK_AGAIN_MS))
    }
  }

  async #newLines(): Promise<Buffer[]> {
    this.#file ??= await this.#options.locate()
    if (this.#file === null) return []
    const { bytes, from } = await readFrom(this.#file, this.#offset)
    this.#offset = from
    return linesIn(bytes)
  }
}

function isIn(line: string, { words, kind }: Awaited): boolean {
  return line.includes(kind) && line.includes(words)
}

function mayBeHook(line: string): boolean {
  return line.includes('"hook_') || line.includes('_hook_') || line.includes('"informational"')
}

/** Frames that only come when everything said before them is on its way into the transcript. */
function isBoundary(frame: Frame): boolean {
  if (frame.type === 'result') return true
  if (frame.type !== 'stream_event' || frame.event.type !== 'message_start') return false
  return frame.parent_tool_use_id === null || frame.parent_tool_use_id === undefined
}

const HookOutput = z.object({
  systemMessage: z.string().optional(),
  continue: z.boolean().optional(),
  stopReason: z.string().optional(),
  decision: z.string().optional(),
  reason: z.string().optional()
})

interface HookResponse {
  readonly hook_event: string
  readonly stdout?: string | undefined
  readonly stderr?: string | undefined
  readonly exit_code?: number | undefined
}

/** What of a hook's output is for people; what it says to the model alone is left out. */
function wordsIn({ hook_event, stdout = '', stderr = '', exit_code = 0 }: HookResponse): Awaited[] {
  const summed = hook_event === 'Stop' || hook_event === 'SubagentStop' ? '"stop_hook_summary"' : ''
  const isBeforeTool = hook_event === 'PreToolUse'
  const awaited = (words: string | undefined, kind: string): Awaited[] => {
    const plain = words?.trim() ?? ''
    return plain === '' ? [] : [{ words: JSON.stringify(plain).slice(1, -1), kind, isBeforeTool }]
  }
  if (exit_code !== 0) return awaited(stderr.trim().split('\n')[0], summed)
  const output = HookOutput.safeParse(parseLine(Buffer.from(stdout.trim()))).data
  if (output === undefined) return []
  return [
    ...awaited(output.systemMessage, ''),
    ...(output.continue === false ? awaited(output.stopReason, summed) : []),
    ...(output.decision === 'block' ? awaited(output.reason, summed) : [])
  ]
}

/** Whole ones only: the last may still be written. */
function linesIn(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  for (let begin = 0, end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, begin)) {
    lines.push(bytes.subarray(begin, end))
    begin = end + 1
  }
  return lines
}

async function readFrom(file: string, offset: number): Promise<{ bytes: Buffer; from: number }> {
  const size = (await sizeOf(file)) ?? 0
  if (size <= offset) return { bytes: Buffer.alloc(0), from: offset }
  const from = Math.max(offset, size - READ_LIMIT)
  const handle = await open(file, 'r')
  try {
    const bytes = Buffer.alloc(size - from)
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
    return { bytes: bytes.subarray(0, bytesRead), from }
  } finally {
    await handle.close()
  }
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    const handle = await open(file, 'r')
    try {
      return (await handle.stat()).size
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
