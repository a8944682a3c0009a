/** What a window knows of a session: the frames it got, folded as the contract says. */
import { evolve, messagesOf, splitMessages } from '../../shared/evolve.ts'
import type { SessionState } from '../../shared/evolve.ts'
import type { Cursor, ServerFrame, Snapshot } from '../../shared/protocol.ts'

export class Replica {
  #state: SessionState | null = null
  #cursor: Cursor | null = null

  get cursor(): Cursor | null {
    return this.#cursor
  }

  /** As a snapshot would say it, without the place in the stream; null before the first snapshot. */
  get session(): Omit<Snapshot, 'type' | 'epoch' | 'seq'> | null {
    if (!this.#state) return null
    const { session, queue, permissions, before, lastTurn, problem } = this.#state
    return {
      session,
      messages: [...messagesOf(this.#state)],
      queue: [...queue],
      permissions: [...permissions],
      before,
      lastTurn,
      problem
    }
  }

  /** Takes a frame. Throws when an event is not the next one: the server must not leave a gap. */
  take(frame: ServerFrame): void {
    if (frame.type === 'snapshot') {
      const { session, messages, queue, permissions, before, lastTurn, problem } = frame
      this.#state = { session, ...splitMessages(messages), queue, permissions, before, lastTurn, problem }
      this.#cursor = { epoch: frame.epoch, seq: frame.seq }
      return
    }
    if (frame.type !== 'event') return
    if (!this.#state || !this.#cursor) throw new Error('an event came before the session')
    if (frame.epoch !== this.#cursor.epoch) throw new Error('an event of another epoch came')
    if (frame.seq <= this.#cursor.seq) return
    if (frame.seq !== this.#cursor.seq + 1)
      throw new Error(`event ${frame.seq} came after ${this.#cursor.seq}`)
    this.#cursor = { epoch: frame.epoch, seq: frame.seq }
    this.#state = evolve(this.#state, frame.event)
  }
}
