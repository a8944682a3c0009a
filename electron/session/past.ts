/**
 * The past of one session: where its transcript lies, which branch of it the session goes on from, and how
 * it is read and written, whoever keeps it. Claude Code keeps its own (we add a supplement for what it
 * lost in a crash); for the others Skein appends the same records under its data folder. Used by
 * `SessionCatalog` and `recovery.ts`.
 */
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal, codeOf, messageOf } from '../../shared/errors.ts'
import type { SessionId } from '../../shared/ids.ts'
import { emptyMetadata } from '../../shared/session.ts'
import type { SessionMessage, SessionMetadata, ToolResultBlock } from '../../shared/session.ts'
import type { Log } from '../log.ts'
import { TranscriptWriter } from '../transcript/append.ts'
import { hasGrownPast, newestBranch } from '../transcript/branchChoice.ts'
import type { BranchChoice } from '../transcript/branchChoice.ts'
import { placeThrough } from '../transcript/branches.ts'
import { copyBranch } from '../transcript/copyBranch.ts'
import { findToolResult } from '../transcript/findBlock.ts'
import { locateClaudeTranscript } from '../transcript/locate.ts'
import { readMetadata } from '../transcript/metadata.ts'
import type { MetadataCheckpoint } from '../transcript/metadata.ts'
import type { PageReading } from '../transcript/readPage.ts'
import { readSessionPage } from '../transcript/readSessionPage.ts'
import { OwnSupplement } from './ownSupplement.ts'

export interface PastPage {
  readonly messages: SessionMessage[]
  /** Cursor for the page before, null at the beginning. */
  readonly before: string | null
}

export interface PageWish extends PageReading {
  readonly limit: number
  /** How many messages of each subagent, its newest; absent: as many as a page shows. */
  readonly subagentLimit?: number
  readonly before?: string
  /** As the session would be if this branch were chosen; absent: as it is. */
  readonly branch?: BranchChoice
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
  /** As the session's row has it. */
  readonly branch?: BranchChoice
  /** Called when messages could not be written (a full disk). */
  readonly onLost: (error: unknown) => void
}

/** Folder of the transcripts Skein keeps itself: `<sessionId>.jsonl`; which project they belong to, their lines say. */
export function transcriptsFolder(dataDir: string): string {
  return join(dataDir, 'transcripts')
}

export class SessionPast {
  /** Of agents that keep their transcript themselves; null for ours, which lacks nothing. */
  readonly supplementOf: OwnSupplement | null
  readonly #options: PastOptions
  #branch: BranchChoice
  #writer: TranscriptWriter | null = null
  /** Writes follow one another; the last one stands here. */
  #writing: Promise<void> = Promise.resolve()

  constructor(options: PastOptions) {
    const { keptBy, dataDir, sessionId, branch = newestBranch } = options
    this.#options = options
    this.#branch = branch
    this.supplementOf =
      keptBy === 'own' ? new OwnSupplement(join(dataDir, 'supplements', `${sessionId}.jsonl`)) : null
  }

  /** The transcript's file, null while there is none. */
  async file(): Promise<string | null> {
    const { keptBy, claudeHome, cwd, sessionId } = this.#options
    if (keptBy === 'own') return locateClaudeTranscript({ home: await claudeHome(), cwd, sessionId })
    return (await exists(this.#ourFile())) ? this.#ourFile() : null
  }

  /**
   * The record the session ends with while a chosen branch has not been written on: for
   * `PageRequest.head` of everything that reads the active branch. Undefined: the newest.
   */
  async head(): Promise<string | null | undefined> {
    const { head } = this.#branch
    if (head === null) return undefined
    const file = await this.file()
    return file !== null && (await hasGrownPast(file, head.size)) ? undefined : head.at
  }

  /** As `head`, as far as it is known without reading: what the next prompt has to be told. */
  get resumeAt(): string | null | undefined {
    return this.#branch.head?.at
  }

  /** Forgets a choice that has been written past; gives what the row should say. */
  async settleBranch(): Promise<BranchChoice> {
    if (this.#branch.head !== null && (await this.head()) === undefined) {
      this.#branch = { ...this.#branch, head: null }
    }
    return this.#branch
  }

  /** Goes on from another place. Everything given to `keep` must be `flushed`, and no turn may run. */
  goOnFrom(branch: BranchChoice): void {
    this.#branch = branch
    this.#writer = null
  }

  get branch(): BranchChoice {
    return this.#branch
  }

  /**
   * The newest page, or the one before a cursor, with what the subagents did that were started on it.
   * A session without a past has one empty page.
   */
  async page({ branch = this.#branch, ...query }: PageWish): Promise<PastPage> {
    const { page, file } = await this.#transcriptPage(branch, query)
    if (this.supplementOf === null) return page
    const isNewest = query.before === undefined
    return this.supplementOf.into(page, { transcript: file, isNewest, hidden: branch.hidden })
  }

  /** As `page`, and which of its messages the transcript holds itself. */
  async pageWithOrigin(query: PageWish): Promise<PastPage & { readonly written: ReadonlySet<string> }> {
    const { page } = await this.#transcriptPage(query.branch ?? this.#branch, query)
    return { ...(await this.page(query)), written: new Set(page.messages.map(({ id }) => id)) }
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
    if (this.supplementOf === null || messages.length === 0) return
    const { page } = await this.#transcriptPage(this.#branch, { limit: 1000, subagentLimit: 1000 })
    const written = new Map(page.messages.map((message) => [message.id, message]))
    await this.supplementOf.keep(messages, after, written)
  }

  /** Counts the session from its transcript (only what was appended since `previous`). */
  async account(previous: MetadataCheckpoint | null): Promise<Account> {
    const file = await this.file()
    const counted = file === null ? null : await readMetadata(file, previous)
    const base: Account = counted ?? { metadata: emptyMetadata, title: null, checkpoint: null }
    if (this.supplementOf === null) return base
    return { ...base, metadata: await this.supplementOf.addTo(base.metadata) }
  }

  /** Whether the transcript holds this message, on any branch. */
  async has(messageId: string): Promise<boolean> {
    const file = await this.file()
    return file !== null && (await placeThrough(file, messageId)).kind === 'found'
  }

  /**
   * Copies the branch up to and including a message into the transcript of another session of ours. False
   * when the transcript has no such message.
   */
  async copyTo(sessionId: SessionId, throughMessageId: string): Promise<boolean> {
    const file = await this.file()
    const to = join(transcriptsFolder(this.#options.dataDir), `${sessionId}.jsonl`)
    return file === null ? false : copyBranch(file, { throughMessageId, to, sessionId })
  }

  /** The files Skein itself has written of it, whether they are there or not. */
  ownFiles(): string[] {
    return [this.supplementOf?.file ?? this.#ourFile()]
  }

  /** Removes what Skein itself has written. The transcript an agent keeps stays where it is. */
  async remove(): Promise<void> {
    await this.#writing
    for (const file of this.ownFiles()) await rm(file, { force: true })
  }

  async #transcriptPage(
    { head }: BranchChoice,
    query: Omit<PageWish, 'branch'>
  ): Promise<{ page: PastPage; file: string | null }> {
    const file = await this.file()
    if (file === null) return { page: { messages: [], before: null }, file }
    const isChosen = head !== null && !(await hasGrownPast(file, head.size))
    return { page: await this.#readPage(file, { ...query, ...(isChosen ? { head: head.at } : null) }), file }
  }

  async #readPage(
    file: string,
    query: Omit<PageWish, 'branch'> & { head?: string | null }
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
      query.signal?.throwIfAborted()
      throw new Refusal(
        500,
        'transcript_unreadable',
        `The transcript of this session cannot be read (${messageOf(error)}). Check the rights of ${file}.`,
        { cause: error }
      )
    }
  }

  async #openWriter(): Promise<TranscriptWriter> {
    if (this.#writer !== null) return this.#writer
    const { sessionId, cwd, version } = this.#options
    const after = await this.head()
    this.#writer = await TranscriptWriter.open(this.#ourFile(), {
      sessionId,
      cwd,
      version,
      ...(after === undefined ? null : { after })
    })
    return this.#writer
  }

  #ourFile(): string {
    const { dataDir, sessionId } = this.#options
    return join(transcriptsFolder(dataDir), `${sessionId}.jsonl`)
  }
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
