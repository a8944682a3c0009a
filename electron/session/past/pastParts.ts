/**
 * In which files the past of one session lies: the transcript of its agent or ours, several where an agent has cleared
 * its context and gone on in another file. Owned by `SessionPast`, which reads and writes them.
 */
import { Refusal } from '../../refusal.ts'
import { SessionId } from '../../../shared/ids.ts'
import type { ConversationChange } from '../../agent/port.ts'
import type { TranscriptSource } from '../../agent/transcriptSource.ts'
import { lastShownUntil } from '../../transcript/branch/branches.ts'
import { idOfCopy } from '../../transcript/branch/idOfCopy.ts'
import type { TranscriptPart } from '../../transcript/page/readParts.ts'
import { Conversations, conversationsFolder } from './conversations.ts'
import type { Conversation } from './conversations.ts'

export interface PastPartsOptions {
  readonly transcripts: TranscriptSource
  readonly dataDir: string
  readonly sessionId: SessionId
  readonly cwd: string
  /** A copy of a transcript that is gone, to be read and never to be gone on in; null when nobody keeps one. */
  readonly keptCopy?: (sessionId: SessionId) => Promise<string | null>
}

export class PastParts {
  readonly #options: PastPartsOptions
  /** Of agents that keep their transcript themselves; null for ours, which is one file for ever. */
  readonly #conversations: Conversations | null

  constructor(options: PastPartsOptions) {
    const { transcripts, dataDir, sessionId } = options
    this.#options = options
    this.#conversations =
      transcripts.keptBy === 'agent' ? new Conversations(conversationsFolder(dataDir), sessionId) : null
  }

  /** The file the session goes on in, null while there is none. */
  file(): Promise<string | null> {
    return this.#fileOf(this.conversation)
  }

  /** Oldest first, each with what is drawn before it. `last`: as it would be if the session ended in this conversation. */
  async chain(last?: string): Promise<TranscriptPart[]> {
    if (this.#conversations === null) {
      const file = await this.#readable(this.#options.sessionId)
      return file === null ? [] : [{ id: this.#options.sessionId, file, line: null, head: null }]
    }
    return this.#partsOf(this.#conversations.chain(last === undefined ? undefined : SessionId.parse(last)))
  }

  /** As `chain`, and those before them that were left behind by going back. */
  async all(): Promise<TranscriptPart[]> {
    return this.#conversations === null ? this.chain() : this.#partsOf(this.#conversations.all())
  }

  /** The files that came after another, with the time at which they did: from then on both may have been written. */
  async successions(): Promise<{ later: string; earlier: string; at: string }[]> {
    const found: { later: string; earlier: string; at: string }[] = []
    for (const { id, begun } of this.#conversations?.all() ?? []) {
      if (begun?.isReset !== true) continue
      const [later, earlier] = [await this.#fileOf(id), await this.#fileOf(begun.after)]
      if (later !== null && earlier !== null) found.push({ later, earlier, at: begun.at })
    }
    return found
  }

  /** The id under which the agent goes on with the session. */
  get conversation(): SessionId {
    return this.#conversations?.current ?? this.#options.sessionId
  }

  /** See `SessionPast.mayGoOnIn`. */
  owns(conversation: string): boolean {
    return this.#conversations?.owns(SessionId.parse(conversation)) ?? true
  }

  /** See `SessionPast.follow`. */
  follow(change: ConversationChange): void {
    this.#conversations?.follow(change)
  }

  /** The session goes on in a conversation it knows. Throws as `follow`. */
  resume(conversation: string): void {
    this.#conversations?.resume(SessionId.parse(conversation))
  }

  /** See `SessionPast.beginAfter`. */
  async beginAfter(original: PastParts, conversation: string): Promise<void> {
    const chain = original.#conversations?.chain(SessionId.parse(conversation))
    if (chain === undefined || chain.length < 2) return
    const messageId = chain.at(-1)?.begun?.messageId ?? null
    const file = messageId === null ? null : await this.file()
    const copied = messageId === null || file === null ? null : await idOfCopy(file, messageId)
    this.#conversations?.beginAfter(chain, copied)
  }

  /** What the disk did not take before it may take now. Throws what it says. */
  save(): void {
    this.#conversations?.save()
  }

  /** Where it is written which conversation came after which, null where there is but one. */
  get conversationsFile(): string | null {
    return this.#conversations?.file ?? null
  }

  async #partsOf(conversations: readonly Conversation[]): Promise<TranscriptPart[]> {
    const parts: TranscriptPart[] = []
    for (const { id, begun } of conversations) {
      const file = await this.#readable(id)
      if (file === null) continue
      const line = begun?.isReset === true ? { at: begun.at, messageId: begun.messageId } : null
      // An agent that only took another id has copied everything: the older file says nothing more.
      const before = parts.at(-1)?.id === begun?.after ? parts.pop() : undefined
      if (before !== undefined && begun?.isReset === true) {
        parts.push({ ...before, head: await this.#leftAt(before.file, begun.at) })
      }
      parts.push({ id, file, line, head: null })
    }
    return parts
  }

  /** Where a conversation stood when another one was begun, null when it has not gone on since. */
  async #leftAt(file: string, at: string): Promise<string | null> {
    return this.#conversations?.wasTakenBack === true
      ? lastShownUntil(file, at, this.#options.transcripts.format)
      : null
  }

  /** Its copy where it is gone. One that cannot be read now is as one that is not there. */
  async #readable(sessionId: SessionId): Promise<string | null> {
    const file = await this.#fileOf(sessionId)
    if (file !== null || this.#options.keptCopy === undefined) return file
    try {
      return await this.#options.keptCopy(sessionId)
    } catch (error) {
      if (error instanceof Refusal) return null
      throw error
    }
  }

  #fileOf(sessionId: SessionId): Promise<string | null> {
    const { transcripts, cwd } = this.#options
    return transcripts.locate({ cwd, sessionId })
  }
}
