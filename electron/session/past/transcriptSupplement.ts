/**
 * What Skein keeps beside the transcript an agent writes itself: the messages that transcript lacks, and
 * how they are put into its pages. Owned by `SessionPast`.
 */
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isPrompt } from '../../../shared/evolve.ts'
import { isCommand } from '../../../shared/isCommand.ts'
import type { Page } from '../../../shared/page.ts'
import { previewOf } from '../../../shared/previewOf.ts'
import type { SessionMessage, SessionMetadata } from '../../../shared/session.ts'
import { makeOwnFolder } from '../../machine/ownFiles.ts'
import { previewBlock } from '../../transcript/record/blocks.ts'
import { FoundIds } from '../../transcript/find/findIds.ts'
import { findNewest } from '../../transcript/find/findNewest.ts'
import { isEmptyAnswer } from '../../transcript/record/record.ts'
import {
  appendSupplement,
  isSameCommand,
  mergeSupplement,
  readSupplement
} from '../../transcript/write/supplement.ts'
import type { SupplementRun } from '../../transcript/write/supplement.ts'

/** The files of the session, and which of its messages are not shown. */
export interface ShownPlace {
  readonly transcripts: readonly string[]
  readonly hidden: readonly string[]
}

export interface ShownSupplement {
  /** The page with what belongs into it; `isNewest` says that nothing comes after it, `whole` that nothing is to be cut. */
  readonly into: (page: Page, how: { readonly isNewest: boolean; readonly whole?: boolean }) => Promise<Page>
}

export class TranscriptSupplement {
  readonly file: string
  /** What of it each of the transcripts has after all. */
  readonly #found = new Map<string, FoundIds>()

  constructor(file: string) {
    this.file = file
  }

  /** What of it is shown, for pages out of these files. `hidden` are messages the session shows no more. */
  async shown({ transcripts, hidden }: ShownPlace): Promise<ShownSupplement> {
    const runs = (await readSupplement(this.file)).map((run) => ({
      ...run,
      messages: run.messages.filter(({ id }) => !hidden.includes(id))
    }))
    return {
      into: (page, { isNewest, whole = false }) =>
        insert(page, whole ? runs : runs.map(withPreviews), { transcripts, isNewest })
    }
  }

  /** Keeps what `written` lacks of those messages that may lack there at all. `after` is the message they follow, null at the beginning. */
  async keep(
    messages: readonly SessionMessage[],
    after: string | null,
    written: ReadonlyMap<string, SessionMessage>,
    mayLack: (message: SessionMessage) => boolean = () => true
  ): Promise<void> {
    let anchor = after
    for (const run of lackingRuns(messages, written, mayLack)) {
      makeOwnFolder(dirname(this.file))
      await appendSupplement(this.file, run.after ?? anchor, run.messages)
      anchor = run.messages.at(-1)?.id ?? anchor
    }
  }

  /** The counts with the prompts and answers that stand here alone; `transcripts` are what was counted. */
  async addTo(metadata: SessionMetadata, transcripts: readonly string[]): Promise<SessionMetadata> {
    const runs = await readSupplement(this.file)
    const byId = new Map(runs.flatMap(({ messages }) => messages.map((message) => [message.id, message])))
    const counted = [...byId.values()].filter(isCounted)
    if (counted.length === 0) return metadata
    const ids = counted.map(({ id }) => id)
    // What an agent wrote down in part is counted there; so is what it wrote after we looked.
    const there = await this.#among(transcripts, ids)
    const alone = counted.filter(({ id }) => !there.has(id))
    return withMessages(metadata, alone, [...byId.values()])
  }

  async remove(): Promise<void> {
    await rm(this.file, { force: true })
  }

  async #among(transcripts: readonly string[], ids: readonly string[]): Promise<ReadonlySet<string>> {
    const there = new Set<string>()
    for (const file of transcripts) {
      const found = this.#found.get(file) ?? new FoundIds()
      this.#found.set(file, found)
      for (const id of await found.among(file, ids)) there.add(id)
    }
    return there
  }
}

function withPreviews({ messages, ...run }: SupplementRun): SupplementRun {
  return {
    ...run,
    messages: messages.map((message) => ({ ...message, content: message.content.map(previewBlock) }))
  }
}

async function insert(
  page: Page,
  runs: readonly SupplementRun[],
  { transcripts, isNewest }: { readonly transcripts: readonly string[]; readonly isNewest: boolean }
): Promise<Page> {
  if (runs.length === 0) return page
  const isOldest = page.before === null
  // Only a page that is the whole branch can tell that an anchor is not on another page of it.
  const gone = isOldest && isNewest ? await goneAnchors(page, runs, transcripts) : nobody
  return { ...page, messages: mergeSupplement(page.messages, runs, { isOldest, gone }) }
}

const nobody: ReadonlySet<string> = new Set()

async function goneAnchors(
  page: Page,
  runs: readonly SupplementRun[],
  transcripts: readonly string[]
): Promise<ReadonlySet<string>> {
  const known = new Set([
    ...page.messages.map(({ id }) => id),
    ...runs.flatMap(({ messages }) => messages.map(({ id }) => id))
  ])
  const gone = new Set<string>()
  for (const { afterId, messages } of runs) {
    if (afterId === null || known.has(afterId) || messages.length === 0) continue
    if (!(await isInAny(transcripts, afterId))) gone.add(afterId)
  }
  return gone
}

async function isInAny(transcripts: readonly string[], messageId: string): Promise<boolean> {
  for (const transcript of transcripts) {
    if ((await findNewest(transcript, JSON.stringify(messageId), () => true)) !== null) return true
  }
  return false
}

interface Run {
  readonly after: string | null
  readonly messages: SessionMessage[]
}

/**
 * The messages that are not written, or not in full, as runs behind the message each follows. `written` is in the
 * order of the transcript: of all that came before, a run follows what stands last there.
 */
export function lackingRuns(
  messages: readonly SessionMessage[],
  written: ReadonlyMap<string, SessionMessage>,
  mayLack: (message: SessionMessage) => boolean = () => true
): Run[] {
  const places = new Map([...written.keys()].map((id, at) => [id, at]))
  const runs: Run[] = []
  let previous: string | null = null
  let current: Run | null = null
  for (const message of messages) {
    if (isEmptyAnswer(message)) continue
    const there = written.get(message.id)
    if (!mayLack(message) || (there && sizeOf(there) >= sizeOf(message) && !isSameCommand(message, there))) {
      const isLater = placeOf(places, message.id) > placeOf(places, previous)
      if (there === undefined || isLater) previous = message.id
      current = null
      continue
    }
    if (!current) {
      current = { after: previous, messages: [] }
      runs.push(current)
    }
    current.messages.push(message)
  }
  return runs
}

function placeOf(places: ReadonlyMap<string, number>, id: string | null): number {
  return (id === null ? undefined : places.get(id)) ?? -1
}

/** As both would be shown: a page holds previews. */
function sizeOf(message: SessionMessage): number {
  return JSON.stringify(message.content.map(previewBlock)).length
}

/** As in a transcript: what a person sent, and what the agent itself answered. */
function isCounted(message: SessionMessage): boolean {
  const isAnswer = message.role === 'assistant' && message.parentToolUseId === undefined
  return isPrompt(message) || (isAnswer && !isEmptyAnswer(message))
}

function withMessages(
  metadata: SessionMetadata,
  alone: readonly SessionMessage[],
  all: readonly SessionMessage[]
): SessionMetadata {
  const prompt = alone
    .filter(isPrompt)
    .flatMap(({ content }) => content.flatMap((block) => (block.type === 'text' ? [block] : [])))
    .find(({ text }) => !isCommand(text))
  return {
    ...metadata,
    messageCount: metadata.messageCount + alone.length,
    lastMessageAt: latest([metadata.lastMessageAt, ...all.map(({ createdAt }) => createdAt)]),
    firstMessagePreview: metadata.firstMessagePreview ?? (prompt ? previewOf(prompt.text) : null)
  }
}

function latest(times: readonly (string | null)[]): string | null {
  return times.reduce(
    (newest, time) => (newest === null || (time !== null && time > newest) ? time : newest),
    null
  )
}
