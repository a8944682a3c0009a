/**
 * The past of one session: which branch of its transcript the session goes on from, and how it is read and written,
 * whoever keeps it and in whatever files it lies (`pastParts.ts`). Where its agent keeps it we add a supplement for what
 * was lost in a crash; for the others Skein appends records under its data folder. Used by `SessionCatalog` and
 * `recovery/lastRun.ts`.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../../../shared/errors.ts'
import type { AgentId, SessionId } from '../../../shared/ids.ts'
import type { Page } from '../../../shared/page.ts'
import type { SessionMessage, ToolResultBlock } from '../../../shared/session.ts'
import type { SessionUsage } from '../../../shared/usage.ts'
import type { ConversationChange } from '../../agent/port.ts'
import type { AgentTools } from '../../agent/toolMarks.ts'
import type { TranscriptSource } from '../../agent/transcriptSource.ts'
import type { Log } from '../../log.ts'
import { newestBranch } from '../../transcript/branch/branchChoice.ts'
import type { BranchChoice } from '../../transcript/branch/branchChoice.ts'
import { holdsMessage } from '../../transcript/branch/branches.ts'
import { copyBranch } from '../../transcript/branch/copyBranch.ts'
import type { MetadataCheckpoint } from '../../transcript/count/metadata.ts'
import type { TranscriptPart } from '../../transcript/page/readParts.ts'
import type { RecordFormat } from '../../transcript/record/recordFormat.ts'
import { ChosenBranch } from './chosenBranch.ts'
import type { SeenFiles } from './countedFiles.ts'
import { FlushedFiles } from './flushedFiles.ts'
import { lacksLastAnswer } from './lostAnswer.ts'
import { LostFiles } from './lostFiles.ts'
import { OurFile } from './ourFile.ts'
import { TranscriptSupplement } from './transcriptSupplement.ts'
import { PastCount } from './pastCount.ts'
import type { Account } from './pastCount.ts'
import type { PastWalk } from './pastPages.ts'
import { PastParts } from './pastParts.ts'
import { PastReading } from './pastReading.ts'
import type { BranchPageWish } from './pastReading.ts'
import { PastWriting } from './pastWriting.ts'
import type { TurnMessages } from './pastWriting.ts'

export interface PastOptions {
  readonly transcripts: TranscriptSource
  readonly agent: AgentId
  /** As the agent has them, for blocks that do not say what they are; null where nobody knows. */
  readonly tools: AgentTools | null
  readonly dataDir: string
  readonly sessionId: SessionId
  readonly cwd: string
  readonly version: string
  readonly log: Log
  /** As `PastPartsOptions`. */
  readonly keptCopy?: (sessionId: SessionId) => Promise<string | null>
  /** As the session's row has it. */
  readonly branch?: BranchChoice
  /** Called when messages could not be written (a full disk), at the first failure of a row of them; they wait on. */
  readonly onLost: (error: unknown) => void
  /** Called when our transcript was found to end with a line that was cut off and whose content is lost. */
  readonly onTorn?: () => void
}

export class SessionPast {
  /** Of agents that keep their transcript themselves; null for ours, which lacks nothing. */
  readonly supplementOf: TranscriptSupplement | null
  readonly #options: PastOptions
  readonly #parts: PastParts
  readonly #branch: ChosenBranch
  readonly #reading: PastReading
  readonly #ours: OurFile
  readonly #count: PastCount
  readonly #writing: PastWriting
  readonly #flushed: FlushedFiles
  readonly #lost = new LostFiles()
  /** The line that was cut off has been told already. */
  #isTornTold = false

  constructor(options: PastOptions) {
    const { transcripts, dataDir, sessionId, branch = newestBranch } = options
    this.#options = options
    this.#parts = new PastParts(options)
    this.#branch = new ChosenBranch(branch, () => this.file())
    this.#ours = new OurFile(options)
    this.supplementOf =
      transcripts.keptBy === 'agent'
        ? new TranscriptSupplement(join(dataDir, 'supplements', `${sessionId}.jsonl`))
        : null
    this.#count = new PastCount({ ...options, parts: this.#parts, supplement: this.supplementOf })
    this.#reading = new PastReading({
      place: options,
      transcripts,
      parts: this.#parts,
      supplement: this.supplementOf,
      branch: () => this.branch
    })
    this.#writing = new PastWriting({
      supplement: this.supplementOf,
      open: async () => this.#ours.open(await this.head()),
      rewrite: async (messages) => {
        await this.#ours.rewrite(messages)
        this.#lost.forget()
      },
      ofTurn: (ids, how) => this.ofTurn(ids, how),
      onLost: (error) => {
        options.log.error({ session: sessionId, error: messageOf(error) }, 'transcript not written')
        options.onLost(error)
      },
      onTorn: () => {
        if (!this.#isTornTold) options.onTorn?.()
      }
    })
    this.#flushed = new FlushedFiles(dataDir)
  }

  /** The file the session goes on in, null while there is none. */
  file(): Promise<string | null> {
    return this.#parts.file()
  }

  /** The files the session reads as, oldest first: more than one when its agent has cleared its context. */
  async files(): Promise<string[]> {
    return (await this.#parts.chain()).map(({ file }) => file)
  }

  /** As `files`, each with what is drawn before it. `last`: as it would be if the session ended in this conversation. */
  parts(last?: string): Promise<TranscriptPart[]> {
    return this.#parts.chain(last)
  }

  /** As `parts`, and those before them that were left behind by going back. */
  allParts(): Promise<TranscriptPart[]> {
    return this.#parts.all()
  }

  /** The files that came after another, with the time at which they did: from then on both may have been written. */
  successions(): Promise<{ later: string; earlier: string; at: string }[]> {
    return this.#parts.successions()
  }

  /** The id under which the agent goes on with the session. */
  get conversation(): SessionId {
    return this.#parts.conversation
  }

  /** Whether the session may go on in this conversation of its: a fork only reads what came before it. */
  mayGoOnIn(conversation: string): boolean {
    return this.#parts.owns(conversation)
  }

  /** The agent goes on in another conversation. Throws what the disk says; it holds all the same while Skein runs. */
  follow(change: ConversationChange): void {
    this.#parts.follow(change)
  }

  /** This session is a fork that was copied from a conversation of another one: it begins behind what came before. */
  beginAfter(original: SessionPast, conversation: string): Promise<void> {
    return this.#parts.beginAfter(original.#parts, conversation)
  }

  /**
   * The record the session ends with while a chosen branch has not been written on: for
   * `PageRequest.head` of everything that reads the active branch. Undefined: the newest.
   */
  head(): Promise<string | null | undefined> {
    return this.#branch.head()
  }

  /** As `head`, as far as it is known without reading: what the next prompt has to be told. */
  get resumeAt(): string | null | undefined {
    return this.#branch.choice.head?.at
  }

  /** Forgets a choice that has been written past; gives what the row should say. */
  settleBranch(): Promise<BranchChoice> {
    return this.#branch.settle()
  }

  /** Goes on from another place. Everything given to `keep` must be `flushed`, and no turn may run. */
  goOnFrom({ conversation, ...branch }: BranchChoice): void {
    if (conversation !== undefined) this.#parts.resume(conversation)
    this.#branch.choose(branch)
    this.#writing.reopen()
  }

  get branch(): BranchChoice {
    return this.#branch.choice
  }

  /**
   * For whoever reads one page after another, with what the subagents did that were started on them; see `PastWalk`.
   * `branch`: as the session would be if it were chosen.
   */
  walk(branch?: BranchChoice): Promise<PastWalk> {
    return this.#reading.walk(branch)
  }

  /** One page; see `PastWalk.page`. */
  page(wish: BranchPageWish): Promise<Page> {
    return this.#reading.page(wish)
  }

  /** As `page`, and which of its messages the transcript holds itself. */
  pageWithOrigin(wish: BranchPageWish): Promise<Page & { readonly written: ReadonlySet<string> }> {
    return this.#reading.pageWithOrigin(wish)
  }

  /** The whole of a tool result that was cut to a preview, null when there is none. */
  toolResult(toolUseId: string): Promise<ToolResultBlock | null> {
    return this.#reading.toolResult(toolUseId)
  }

  /** Writes messages down where nobody else does, in the order they are given; what is not taken waits on. */
  keep(messages: readonly SessionMessage[]): void {
    this.#writing.keep(messages)
  }

  /** What no file holds yet though it was to be kept: whole, oldest first. */
  get unsaved(): readonly SessionMessage[] {
    return this.#writing.unsaved
  }

  /** Tries again to write all that waits. Rejects with what the file system says. */
  save(): Promise<void> {
    return this.#writing.save()
  }

  /** Resolves when everything given to `keep` is written or waits for a better time. */
  flushed(): Promise<void> {
    return this.#writing.flushed()
  }

  /**
   * Makes everything that is written outlast a loss of power, also what an agent keeps itself: agents do not. Before
   * this the journal must not go. Rejects with what the disk says.
   */
  async flush(): Promise<void> {
    await this.flushed()
    const transcript = await this.file()
    const files = new Set([...this.skeinFiles(), ...(transcript === null ? [] : [transcript])])
    await this.#flushed.flush(files)
  }

  /**
   * Keeps what the agent's own transcript lacks of these messages (a killed process, a failed start).
   * `after` is the message they follow, null at the beginning; only those that `mayLack` are looked for.
   * Rejects as `save`; then it waits on.
   */
  async supplement(
    messages: readonly SessionMessage[],
    after: string | null,
    mayLack: (message: SessionMessage) => boolean = () => true
  ): Promise<void> {
    if (this.supplementOf === null || !messages.some(mayLack)) return
    await this.restore({ messages, after, mayLack })
  }

  /** As `supplement`, also for a transcript of ours: what it lacks is written where it belongs. */
  restore(told: TurnMessages): Promise<void> {
    return this.#writing.restore(told)
  }

  /**
   * Whether an agent that keeps its own transcript has lost what it said last in a turn (its disk was full): then
   * nothing of that turn may be there. Rejects when the transcript cannot be read.
   */
  async hasLost(messages: readonly SessionMessage[]): Promise<boolean> {
    return this.supplementOf !== null && (await lacksLastAnswer(() => this.files(), messages))
  }

  /**
   * Whether our transcript ends with a line that was cut off, and nothing has been written behind it yet. Whoever asks
   * tells it: `onTorn` is not called for it any more.
   */
  async endsTorn(): Promise<boolean> {
    const isTorn = this.supplementOf === null && (await this.#ours.open(await this.head())).torn !== null
    this.#isTornTold = isTorn
    return isTorn
  }

  /** The newest messages, in their order: all that these ids name, if they are the last ones of the session. */
  ofTurn(ids: ReadonlySet<string>, how?: { readonly whole: boolean }): Promise<SessionMessage[]> {
    return this.#reading.ofTurn(ids, how)
  }

  /**
   * Whether another program has deleted the transcript, or what it ended with, since this was asked before; told once.
   * What is written from here on begins another one. Rejects with what the disk says.
   */
  async wasLost(): Promise<boolean> {
    if (!(await this.#lost.look(await this.files()))) return false
    this.#writing.reopen()
    this.#flushed.forget()
    return true
  }

  /** What `account` would count, without reading it; null when nothing is there. */
  seen(): Promise<SeenFiles | null> {
    return this.#count.seen()
  }

  /** Counts the session from its transcript (only what was appended since `previous`). */
  account(previous: MetadataCheckpoint | null): Promise<Account> {
    return this.#count.account(previous)
  }

  /** The conversation that holds this message, on any branch; null when none does. */
  async conversationWith(messageId: string): Promise<string | null> {
    for (const { id, file } of (await this.allParts()).toReversed()) {
      if (await holdsMessage(file, messageId, this.format)) return id
    }
    return null
  }

  /**
   * Copies the branch up to and including a message into the transcript of another session of ours. False
   * when the transcript has no such message.
   */
  async copyTo(sessionId: SessionId, throughMessageId: string): Promise<boolean> {
    const file = await this.file()
    const { transcripts } = this.#options
    if (file === null || transcripts.keptBy === 'agent') return false
    const copy = { throughMessageId, to: transcripts.fileOf(sessionId), sessionId }
    return copyBranch(file, copy, transcripts.format)
  }

  /** What a count of the session says of tokens, cost and context. */
  usage(checkpoint: MetadataCheckpoint): SessionUsage {
    return this.#options.transcripts.usage(checkpoint)
  }

  /** As `TranscriptSource.find`, in one of its `files`. */
  find(file: string, matters: (line: Buffer) => boolean, signal: AbortSignal | null): Promise<number | null> {
    return this.#options.transcripts.find(file, matters, signal)
  }

  /** What the records in its files mean. */
  get format(): RecordFormat {
    return this.#options.transcripts.format
  }

  /** The files Skein itself has written of it, whether they are there or not. */
  skeinFiles(): string[] {
    const { conversationsFile } = this.#parts
    if (this.supplementOf === null || conversationsFile === null) return [this.#ours.path]
    return [this.supplementOf.file, conversationsFile]
  }

  /** Removes what Skein itself has written. The transcript an agent keeps stays where it is. */
  async remove(): Promise<void> {
    await this.flushed()
    for (const file of this.skeinFiles()) await rm(file, { force: true })
  }
}
