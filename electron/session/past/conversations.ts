/**
 * The conversations a session consists of, where its agent keeps the transcript: an agent that clears its
 * context goes on under another id, in another file, and the session follows it. One small file beside our
 * other supplements says which conversation came after which, so that it outlives the database; a session
 * that was never cleared has none. Owned by `PastParts`.
 */
import { closeSync, fstatSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { codeOf } from '../../../shared/errors.ts'
import { SessionId } from '../../../shared/ids.ts'
import { parseJson } from '../../../shared/parseJson.ts'
import type { ConversationChange } from '../../agent/port.ts'
import { makeOwnFolder, openOwn, readOwn } from '../../machine/ownFiles.ts'
import { cutTo, writeWhole } from '../../machine/writeWhole.ts'

const Begun = z.object({
  type: z.literal('begun'),
  /** Names the transcript's file. */
  id: SessionId,
  /** The conversation it came after. */
  after: SessionId,
  at: z.iso.datetime({ offset: true }),
  /** What a person sent to have it so; null when nobody did, or it is not known. */
  messageId: z.string().nullable(),
  /** False when the agent only took another id: nothing was forgotten. */
  isReset: z.boolean()
})
/** The session was taken back into a conversation it had left, or forward again. */
const Resumed = z.object({ type: z.literal('resumed'), id: SessionId })
const Line = z.discriminatedUnion('type', [Begun, Resumed])
type Line = z.infer<typeof Line>
export type Begun = z.infer<typeof Begun>

/** One conversation; `begun` is null for the one the session began with. */
export interface Conversation {
  readonly id: SessionId
  readonly begun: Begun | null
}

export class Conversations {
  readonly file: string
  readonly #sessionId: SessionId
  readonly #begun = new Map<SessionId, Begun>()
  #current: SessionId
  #isLoaded = false
  #hasResumed = false
  /** What the disk did not take: tried again with the next line, and by `save`. */
  #unsaved: readonly Line[] = []

  constructor(folder: string, sessionId: SessionId) {
    this.file = join(folder, `${sessionId}.jsonl`)
    this.#sessionId = sessionId
    this.#current = sessionId
  }

  /** The one the session goes on in. */
  get current(): SessionId {
    this.#load()
    return this.#current
  }

  /** Those the session reads as, oldest first; `last` is the one it ends in, as a rule the current one. */
  chain(last: SessionId = this.current): Conversation[] {
    this.#load()
    const chain: Conversation[] = []
    for (let id: SessionId | null = last; id !== null && chain.every((other) => other.id !== id);) {
      const begun: Begun | null = this.#begun.get(id) ?? null
      chain.unshift({ id, begun })
      id = begun?.after ?? null
    }
    return chain
  }

  /** Whether the session was ever taken back into one it had left: then that one has gone on since. */
  get wasTakenBack(): boolean {
    this.#load()
    return this.#hasResumed
  }

  /** All there ever were, also those that were left behind by going back, the current chain last. */
  all(): Conversation[] {
    const chain = this.chain()
    const left = [...this.#begun.values()].filter(({ id }) => chain.every((other) => other.id !== id))
    return [...left.map((begun) => ({ id: begun.id, begun })), ...chain]
  }

  /** Whether only this session writes in it: a fork reads what came before it in another session's files. */
  owns(id: SessionId): boolean {
    const ids = this.chain(id).map((conversation) => conversation.id)
    return ids.includes(this.#sessionId)
  }

  /** The agent goes on in another conversation. Throws what the disk says; it holds all the same while Skein runs. */
  follow({ id, at, messageId, isReset }: ConversationChange): void {
    if (id === this.current) return
    this.#add({ type: 'begun', id, after: this.current, at, messageId, isReset })
  }

  /** The session goes on in one it knows. Throws what the disk says, and then it does not. */
  resume(id: SessionId): void {
    if (id === this.current) return
    const [current, hasResumed, unsaved] = [this.#current, this.#hasResumed, this.#unsaved]
    try {
      this.#add({ type: 'resumed', id })
    } catch (error) {
      this.#current = current
      this.#hasResumed = hasResumed
      this.#unsaved = unsaved
      throw error
    }
  }

  /**
   * This session's own file is a copy of the last of `chain`; what came before is read where it lies. `messageId` is
   * that conversation's own in the copy. Throws as `follow`.
   */
  beginAfter(chain: readonly Conversation[], messageId: string | null = null): void {
    for (const { begun } of chain.slice(0, -1)) if (begun) this.#add(begun)
    const last = chain.at(-1)?.begun
    if (last) this.#add({ ...last, id: this.#sessionId, messageId })
  }

  /** Writes what the disk has not taken yet. Throws what it says. */
  save(): void {
    if (this.#unsaved.length === 0) return
    makeOwnFolder(dirname(this.file))
    const descriptor = openOwn(this.file, 'append')
    const { size } = fstatSync(descriptor)
    try {
      // The newline in front ends a line that a crash has torn.
      writeWhole(descriptor, `\n${this.#unsaved.map((line) => `${JSON.stringify(line)}\n`).join('')}`)
      this.#unsaved = []
    } catch (error) {
      cutTo(descriptor, size)
      throw error
    } finally {
      closeSync(descriptor)
    }
  }

  #add(line: Line): void {
    this.#load()
    this.#take(line)
    this.#unsaved = [...this.#unsaved, line]
    this.save()
  }

  #load(): void {
    if (this.#isLoaded) return
    this.#isLoaded = true
    for (const line of linesOf(readOwn(this.file) ?? '')) this.#take(line)
  }

  #take(line: Line): void {
    if (line.type === 'begun') this.#begun.set(line.id, line)
    else this.#hasResumed = true
    this.#current = line.id
  }
}

export function conversationsFolder(dataDir: string): string {
  return join(dataDir, 'conversations')
}

/** Ids of conversations that are part of a session of another id: they are no sessions of their own. */
export function laterConversations(dataDir: string): ReadonlySet<SessionId> {
  return new Set(laterConversationsBySession(dataDir).keys())
}

/** The same, and the session each is part of. */
export function laterConversationsBySession(dataDir: string): ReadonlyMap<SessionId, SessionId> {
  const folder = conversationsFolder(dataDir)
  const later = new Map<SessionId, SessionId>()
  for (const name of namesIn(folder)) {
    const sessionId = SessionId.safeParse(basename(name, '.jsonl'))
    if (!sessionId.success) continue
    for (const { id, begun } of new Conversations(folder, sessionId.data).all()) {
      if (begun !== null && id !== sessionId.data) later.set(id, sessionId.data)
    }
  }
  return later
}

/** The sessions that go on in this conversation now: as a rule the one whose id it has. */
export function sessionsIn(dataDir: string, conversation: SessionId): readonly SessionId[] {
  const folder = conversationsFolder(dataDir)
  const ids = namesIn(folder).flatMap((name) => SessionId.safeParse(basename(name, '.jsonl')).data ?? [])
  return [...new Set([conversation, ...ids])].filter(
    (id) => new Conversations(folder, id).current === conversation
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** A few hundred bytes, in memory as text already: `forwardLines.ts` is for bytes, and this needs no place in them. */
function linesOf(text: string): Line[] {
  return text.split('\n').flatMap((line) => Line.safeParse(parseJson(line)).data ?? [])
}
