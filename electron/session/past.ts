/**
 * The past of one session: where its transcript lies and how it is read and written, whoever keeps
 * it. Claude Code keeps its own (we add a supplement for what it lost in a crash); for the others
 * Skein appends the same records under its data folder. Used by `SessionCatalog` and `recovery.ts`.
 */
import { mkdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal, codeOf, messageOf } from '../../shared/errors.ts'
import { isPrompt } from '../../shared/evolve.ts'
import type { SessionId } from '../../shared/ids.ts'
import { previewOf } from '../../shared/previewOf.ts'
import { emptyMetadata } from '../../shared/session.ts'
import type { SessionMessage, SessionMetadata, ToolResultBlock } from '../../shared/session.ts'
import type { Log } from '../log.ts'
import { TranscriptWriter } from '../transcript/append.ts'
import { findToolResult } from '../transcript/findBlock.ts'
import { locateClaudeTranscript } from '../transcript/locate.ts'
import { readMetadata } from '../transcript/metadata.ts'
import type { MetadataCheckpoint } from '../transcript/metadata.ts'
import { readSessionPage } from '../transcript/readSessionPage.ts'
import { isEmptyAnswer } from '../transcript/record.ts'
import { appendSupplement, mergeSupplement, readSupplement } from '../transcript/supplement.ts'

export interface PastPage {
  readonly messages: SessionMessage[]
  /** Cursor for the page before, null at the beginning. */
  readonly before: string | null
}

export interface Account {
  readonly metadata: SessionMetadata
  /** The title the agent gave the session, null when it gave none. */
  readonly title: string | null
  readonly checkpoint: MetadataCheckpoint | null
}

export interface PastOptions {
  readonly keptBy: 'own' | 'ours'
  readonly dataDir: string
  /** Where Claude Code keeps its files. */
  readonly claudeHome: () => Promise<string>
  readonly sessionId: SessionId
  readonly cwd: string
  readonly version: string
  readonly log: Log
  /** Called when messages could not be written (a full disk). */
  readonly onLost: (error: unknown) => void
}

/** Folder of the transcripts Skein keeps itself: `<sessionId>.jsonl`; which project they belong to, their lines say. */
export function transcriptsFolder(dataDir: string): string {
  return join(dataDir, 'transcripts')
}

export class SessionPast {
  readonly #options: PastOptions
  #writer: TranscriptWriter | null = null
  /** Writes follow one another; the last one stands here. */
  #writing: Promise<void> = Promise.resolve()

  constructor(options: PastOptions) {
    this.#options = options
  }

  /** The transcript's file, null while there is none. */
  async file(): Promise<string | null> {
    const { keptBy, claudeHome, cwd, sessionId } = this.#options
    if (keptBy === 'own') return locateClaudeTranscript({ home: await claudeHome(), cwd, sessionId })
    return (await exists(this.#ourFile())) ? this.#ourFile() : null
  }

  /**
   * The newest page, or the one before a cursor, with what the subagents did that were started on it.
   * A session without a past has one empty page.
   */
  async page(query: { limit: number; before?: string }): Promise<PastPage> {
    const file = await this.file()
    const page = file === null ? { messages: [], before: null } : await this.#readPage(file, query)
    if (this.#options.keptBy === 'ours') return page
    const supplement = await readSupplement(this.#supplementFile())
    if (supplement.length === 0) return page
    return {
      ...page,
      messages: mergeSupplement(page.messages, supplement, {
        isOldest: page.before === null,
        isNewest: query.before === undefined
      })
    }
  }

  /** The whole of a tool result that was cut to a preview, null when there is none. */
  async toolResult(toolUseId: string): Promise<ToolResultBlock | null> {
    const file = await this.file()
    return file === null ? null : findToolResult(file, toolUseId)
  }

  /** Writes messages down where nobody else does, in the order they are given; tells `onLost` what failed. */
  keep(messages: readonly SessionMessage[]): void {
    this.#writing = this.write(messages).catch((error: unknown) => {
      this.#options.log.error(
        { session: this.#options.sessionId, error: messageOf(error) },
        'transcript not written'
      )
      this.#options.onLost(error)
    })
  }

  /** As `keep`, for a caller that waits: rejects with what the file system says. */
  async write(messages: readonly SessionMessage[]): Promise<void> {
    if (this.#options.keptBy === 'own' || messages.length === 0) return
    await this.#writing
    const writer = await this.#openWriter()
    await writer.append(messages)
  }

  /** Resolves when everything given to `keep` is written or told lost. */
  async flushed(): Promise<void> {
    await this.#writing
  }

  /**
   * Keeps what the agent's own transcript lacks of these messages (a killed process, a failed start).
   * `after` is the message they follow, null at the beginning.
   */
  async supplement(messages: readonly SessionMessage[], after: string | null): Promise<void> {
    if (this.#options.keptBy === 'ours') return
    const file = await this.file()
    const page = file === null ? null : await this.#readPage(file, { limit: 1000, subagentLimit: 1000 })
    const written = new Map((page?.messages ?? []).map((message) => [message.id, message]))
    let anchor = after
    for (const run of lackingRuns(messages, written)) {
      await mkdir(dirname(this.#supplementFile()), { recursive: true, mode: 0o700 })
      await appendSupplement(this.#supplementFile(), run.after ?? anchor, run.messages)
      anchor = run.messages.at(-1)?.id ?? anchor
    }
  }

  /** Counts the session from its transcript (only what was appended since `previous`). */
  async account(previous: MetadataCheckpoint | null): Promise<Account> {
    const file = await this.file()
    const counted = file === null ? null : await readMetadata(file, previous)
    const base: Account = counted ?? { metadata: emptyMetadata, title: null, checkpoint: null }
    if (this.#options.keptBy === 'ours') return base
    const supplement = await readSupplement(this.#supplementFile())
    return {
      ...base,
      metadata: withPrompts(
        base.metadata,
        supplement.flatMap(({ messages }) => messages)
      )
    }
  }

  /** Removes what Skein itself has written. The transcript an agent keeps stays where it is. */
  async remove(): Promise<void> {
    await this.#writing
    await rm(this.#options.keptBy === 'ours' ? this.#ourFile() : this.#supplementFile(), { force: true })
  }

  async #readPage(
    file: string,
    query: { limit: number; before?: string; subagentLimit?: number }
  ): Promise<PastPage> {
    const { log, sessionId: session } = this.#options
    try {
      return await readSessionPage(file, {
        ...query,
        onUnreadable: (subagent, error) => {
          log.warn({ session, file: subagent, error: messageOf(error) }, 'a subagent cannot be read')
        }
      })
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return { messages: [], before: null }
      if (error instanceof Refusal) throw error
      throw new Refusal(
        500,
        'transcript_unreadable',
        `The transcript of this session cannot be read (${messageOf(error)}). Check the rights of ${file}.`,
        { cause: error }
      )
    }
  }

  async #openWriter(): Promise<TranscriptWriter> {
    const { sessionId, cwd, version } = this.#options
    this.#writer ??= await TranscriptWriter.open(this.#ourFile(), { sessionId, cwd, version })
    return this.#writer
  }

  #ourFile(): string {
    const { dataDir, sessionId } = this.#options
    return join(transcriptsFolder(dataDir), `${sessionId}.jsonl`)
  }

  #supplementFile(): string {
    const { dataDir, sessionId } = this.#options
    return join(dataDir, 'supplements', `${sessionId}.jsonl`)
  }
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

function sizeOf(message: SessionMessage): number {
  return JSON.stringify(message.content).length
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

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}
