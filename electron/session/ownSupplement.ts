/**
 * What Skein keeps beside the transcript an agent writes itself: the messages that transcript lacks, and
 * how they are put into its pages. Owned by `SessionPast`.
 */
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isPrompt } from '../../shared/evolve.ts'
import { previewOf } from '../../shared/previewOf.ts'
import type { SessionMessage, SessionMetadata } from '../../shared/session.ts'
import { previewBlock } from '../transcript/blocks.ts'
import { findNewest } from '../transcript/findNewest.ts'
import { isEmptyAnswer } from '../transcript/record.ts'
import { appendSupplement, mergeSupplement, readSupplement } from '../transcript/supplement.ts'
import type { SupplementRun } from '../transcript/supplement.ts'

export interface SupplementedPage {
  readonly messages: SessionMessage[]
  readonly before: string | null
}

export class OwnSupplement {
  readonly file: string

  constructor(file: string) {
    this.file = file
  }

  /**
   * The page with what belongs into it, but for what is `hidden`. `transcript` is the file the page is of,
   * null when there is none; `isNewest` says that nothing comes after it.
   */
  async into(
    page: SupplementedPage,
    place: { transcript: string | null; isNewest: boolean; hidden: readonly string[] }
  ): Promise<SupplementedPage> {
    const runs = await this.#shown(place.hidden)
    if (runs.length === 0) return page
    const isOldest = page.before === null
    // Only a page that is the whole branch can tell that an anchor is not on another page of it.
    const gone = isOldest && place.isNewest ? await goneAnchors(page, runs, place.transcript) : nobody
    return { ...page, messages: mergeSupplement(page.messages, runs, { isOldest, gone }) }
  }

  /** Keeps what `written` lacks of these messages. `after` is the message they follow, null at the beginning. */
  async keep(
    messages: readonly SessionMessage[],
    after: string | null,
    written: ReadonlyMap<string, SessionMessage>
  ): Promise<void> {
    let anchor = after
    for (const run of lackingRuns(messages, written)) {
      await mkdir(dirname(this.file), { recursive: true, mode: 0o700 })
      await appendSupplement(this.file, run.after ?? anchor, run.messages)
      anchor = run.messages.at(-1)?.id ?? anchor
    }
  }

  /** The counts with the prompts that stand here alone. */
  async addTo(metadata: SessionMetadata): Promise<SessionMetadata> {
    const runs = await readSupplement(this.file)
    return withPrompts(
      metadata,
      runs.flatMap(({ messages }) => messages)
    )
  }

  async remove(): Promise<void> {
    await rm(this.file, { force: true })
  }

  async #shown(hidden: readonly string[]): Promise<SupplementRun[]> {
    const runs = await readSupplement(this.file)
    return runs.map((run) => ({
      ...run,
      messages: run.messages
        .filter(({ id }) => !hidden.includes(id))
        .map((message) => ({ ...message, content: message.content.map(previewBlock) }))
    }))
  }
}

const nobody: ReadonlySet<string> = new Set()

async function goneAnchors(
  page: SupplementedPage,
  runs: readonly SupplementRun[],
  transcript: string | null
): Promise<ReadonlySet<string>> {
  const known = new Set([
    ...page.messages.map(({ id }) => id),
    ...runs.flatMap(({ messages }) => messages.map(({ id }) => id))
  ])
  const gone = new Set<string>()
  for (const { afterId, messages } of runs) {
    if (afterId === null || known.has(afterId) || messages.length === 0) continue
    const isThere = transcript !== null && (await findNewest(transcript, JSON.stringify(afterId), () => true))
    if (!isThere) gone.add(afterId)
  }
  return gone
}

interface Run {
  readonly after: string | null
  readonly messages: SessionMessage[]
}

/** The messages that are not written, or not in full, as runs behind the message each follows. */
export function lackingRuns(
  messages: readonly SessionMessage[],
  written: ReadonlyMap<string, SessionMessage>
): Run[] {
  const runs: Run[] = []
  let previous: string | null = null
  let current: Run | null = null
  for (const message of messages) {
    if (isEmptyAnswer(message)) continue
    const there = written.get(message.id)
    if (there && sizeOf(there) >= sizeOf(message)) {
      previous = message.id
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

/** As both would be shown: a page holds previews. */
function sizeOf(message: SessionMessage): number {
  return JSON.stringify(message.content.map(previewBlock)).length
}

function withPrompts(metadata: SessionMetadata, messages: readonly SessionMessage[]): SessionMetadata {
  const prompts = messages.filter(isPrompt)
  const first = prompts[0]?.content.find((block) => block.type === 'text')
  return {
    ...metadata,
    messageCount: metadata.messageCount + prompts.length,
    lastMessageAt: latest([metadata.lastMessageAt, ...messages.map(({ createdAt }) => createdAt)]),
    firstMessagePreview: metadata.firstMessagePreview ?? (first ? previewOf(first.text) : null)
  }
}

function latest(times: readonly (string | null)[]): string | null {
  return times.reduce(
    (newest, time) => (newest === null || (time !== null && time > newest) ? time : newest),
    null
  )
}
