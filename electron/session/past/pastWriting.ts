/**
 * Everything of a session's past that is to be written by us and is not yet: whole turns of which the transcript
 * may lack something, and behind them what has just been said. Owned by `SessionPast`.
 */
import { unreachable } from '../../../shared/errors.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import type { TranscriptWriter } from '../../transcript/write/append.ts'
import { OurTranscript } from './ourTranscript.ts'
import type { TranscriptSupplement } from './transcriptSupplement.ts'
import { fuller, lackingOf } from './recovery.ts'
import type { Lacking } from './recovery.ts'

/** Messages of a turn, and the one they follow (null at the beginning). */
export interface TurnMessages {
  readonly messages: readonly SessionMessage[]
  readonly after: string | null
  /** Which of them a transcript may not hold at all; absent: all. */
  readonly mayLack?: (message: SessionMessage) => boolean
}

export interface PastWritingOptions {
  /** Of agents that keep their transcript themselves; null: it is ours. */
  readonly supplement: TranscriptSupplement | null
  readonly open: () => Promise<TranscriptWriter>
  /** Makes our transcript end with these. */
  readonly rewrite: (messages: readonly SessionMessage[]) => Promise<void>
  /** The newest messages there are, with all of these. */
  readonly ofTurn: (ids: ReadonlySet<string>, how?: { whole: boolean }) => Promise<SessionMessage[]>
  /** Called at the first failure of a row of them. */
  readonly onLost: (error: unknown) => void
  readonly onTorn: () => void
}

export class PastWriting {
  readonly #options: PastWritingOptions
  readonly #ours: OurTranscript | null
  /** Turns of which it is not known yet what the transcript lacks. */
  #turns: readonly TurnMessages[] = []
  /** Attempts to save follow one another; the last one stands here and never rejects. */
  #lastSave: Promise<void> = Promise.resolve()
  #isTold = false

  constructor(options: PastWritingOptions) {
    this.#options = options
    const { open, onTorn } = options
    this.#ours = options.supplement === null ? new OurTranscript({ open, onTorn }) : null
  }

  get unsaved(): readonly SessionMessage[] {
    const ofTurns = this.#turns.flatMap(({ messages, mayLack }) =>
      mayLack ? messages.filter(mayLack) : messages
    )
    return [...ofTurns, ...(this.#ours?.unsaved ?? [])]
  }

  keep(messages: readonly SessionMessage[]): void {
    if (this.#ours === null || messages.length === 0) return
    this.#ours.add(messages)
    void this.save().catch(() => undefined) // Told by `onLost`.
  }

  async restore(told: TurnMessages): Promise<void> {
    this.#turns = [...this.#turns, told]
    await this.save()
  }

  save(): Promise<void> {
    const saved = this.#lastSave.then(() => this.#save())
    this.#lastSave = saved.catch(() => undefined) // The caller is told.
    return saved
  }

  async flushed(): Promise<void> {
    await this.#lastSave
  }

  reopen(): void {
    this.#ours?.reopen()
  }

  async #save(): Promise<void> {
    try {
      for (const told of this.#turns) await this.#settle(told)
      await this.#ours?.write()
      this.#isTold = false
    } catch (error) {
      if (!this.#isTold) this.#options.onLost(error)
      this.#isTold = true
      throw error
    }
  }

  async #settle(told: TurnMessages): Promise<void> {
    const { supplement, ofTurn } = this.#options
    const { messages, after, mayLack = () => true } = told
    const written = byId(await ofTurn(idsOf(messages)))
    if (this.#ours === null) await supplement?.keep(messages, after, written, mayLack)
    else await this.#bringIn(lackingOf(messages, written), this.#ours)
    this.#turns = this.#turns.filter((other) => other !== told)
  }

  async #bringIn(lacking: Lacking, ours: OurTranscript): Promise<void> {
    const { ofTurn, rewrite } = this.#options
    switch (lacking.kind) {
      case 'nothing':
        return
      case 'end':
        ours.addFirst(lacking.parts)
        return
      case 'middle': {
        const written = byId(await ofTurn(idsOf(lacking.messages), { whole: true }))
        await rewrite(lacking.messages.map((message) => fuller(message, written.get(message.id))))
        ours.reopen()
        return
      }
      default:
        unreachable(lacking)
    }
  }
}

function idsOf(messages: readonly SessionMessage[]): ReadonlySet<string> {
  return new Set(messages.map(({ id }) => id))
}

function byId(messages: readonly SessionMessage[]): Map<string, SessionMessage> {
  return new Map(messages.map((message) => [message.id, message]))
}
