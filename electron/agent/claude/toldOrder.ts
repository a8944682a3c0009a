/**
 * In which order the messages of a session were told while one process ran, so that what is read late from its
 * transcript can be told where it stands there. Owned by `HeardProcess`. Does no I/O.
 */
import type { MessageId } from '../../../shared/ids.ts'
import type { SessionMessage } from '../../../shared/session.ts'

/** More than is told between a hook's word and its record. */
const MOST_TOLD = 500

export class ToldOrder {
  #told: MessageId[] = []
  readonly #prompts = new Set<MessageId>()
  /** What a reader sees behind the prompt that comes next: `pulledMessages.ts`. */
  readonly #pulled = new Set<MessageId>()

  notePrompt(id: MessageId): void {
    this.#prompts.add(id)
    this.note({ id })
  }

  /** `before`: as in `message_added`. */
  note({ id, ...message }: Pick<SessionMessage, 'id'> & Partial<SessionMessage>, before?: MessageId): void {
    if (this.#told.includes(id)) return
    if (isPulled(message) || message.notice === 'compacted') this.#pulled.add(id)
    const at = before === undefined ? -1 : this.#told.lastIndexOf(before)
    this.#told.splice(at === -1 ? this.#told.length : at, 0, id)
    if (this.#told.length > 2 * MOST_TOLD) this.#told = this.#told.slice(-MOST_TOLD)
  }

  has(id: MessageId): boolean {
    return this.#told.includes(id)
  }

  /**
   * The told message in front of which one stands that these ids follow in the transcript; undefined: behind all.
   * `waiting`: a prompt that was told and is not taken up yet, so that its record comes behind all there are.
   */
  placeOf(
    message: SessionMessage,
    following: Iterable<string>,
    waiting: MessageId | null
  ): MessageId | undefined {
    let next = waiting ?? undefined
    for (const id of following) {
      if (!this.has(id)) continue
      next = id
      break
    }
    if (next === undefined || !this.#prompts.has(next) || !isPulled(message)) return next
    const behind = this.#told.slice(this.#told.lastIndexOf(next) + 1)
    return behind.find((id) => !this.#pulled.has(id))
  }
}

/** What hooks said as the session began. */
function isPulled({ notice, hook }: Partial<SessionMessage>): boolean {
  return notice === 'hook' && hook?.startsWith('SessionStart') === true
}
