/**
 * What a subagent was asked to do, where no frame tells it: of those that run in the background only their answers
 * come. It stands first in the subagent's own transcript, and is told before the first of them. Owned by `HeardProcess`,
 * one per process.
 */
import { open } from 'node:fs/promises'
import { codeOf } from '../../../shared/errors.ts'
import type { Clock } from '../../clock.ts'
import { parseLine } from '../../transcript/record/fields.ts'
import type { Fields } from '../../transcript/record/fields.ts'
import type { Frame } from './frames.ts'
import { wholeLinesIn } from '../../transcript/lines/forwardLines.ts'

/** It writes its lines ten times a second. */
const WAIT_LIMIT_MS = 1_000
const LOOK_AGAIN_MS = 15
/** A prompt that is longer is the transcript's to tell. */
const READ_LIMIT = 1024 * 1024

export interface SubagentPromptsOptions {
  readonly clock: Clock
  /** Where the transcripts of subagents are, by the tool use that started each. */
  readonly locateSubagents: () => Promise<ReadonlyMap<string, string>>
}

export class SubagentPrompts {
  readonly #options: SubagentPromptsOptions
  /** Whose prompt is told, or cannot be. */
  readonly #begun = new Set<string>()

  constructor(options: SubagentPromptsOptions) {
    this.#options = options
  }

  /** The tool use whose subagent speaks for the first time, and was not told what to do; null as a rule. */
  missingBefore(frame: Frame): string | null {
    if (frame.type !== 'user' && frame.type !== 'assistant') return null
    const parent = frame.parent_tool_use_id ?? null
    if (parent === null || this.#begun.has(parent)) return null
    this.#begun.add(parent)
    return frame.type === 'assistant' ? parent : null
  }

  /** The record of the prompt; null when there is no such transcript, or it does not come in time. */
  async read(toolUseId: string): Promise<Fields | null> {
    const { clock } = this.#options
    const file = (await this.#options.locateSubagents()).get(toolUseId)
    if (file === undefined) return null
    const until = clock.now().getTime() + WAIT_LIMIT_MS
    for (;;) {
      const prompt = await firstPrompt(file)
      if (prompt !== null || clock.now().getTime() >= until) return prompt
      await new Promise<void>((resolve) => clock.setTimeout(resolve, LOOK_AGAIN_MS))
    }
  }
}

async function firstPrompt(file: string): Promise<Fields | null> {
  const begin = await readBegin(file)
  for (const { line } of wholeLinesIn(begin)) {
    const record = parseLine(line)
    if (record?.['type'] === 'user') return record
  }
  return null
}

async function readBegin(file: string): Promise<Buffer> {
  try {
    const handle = await open(file, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(READ_LIMIT), 0, READ_LIMIT, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}
