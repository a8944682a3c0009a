/**
 * The numbered events of one live session on their way to its windows: `{ epoch, seq }`, the ring of
 * what was sent, and who listens. Owned by `SessionHost`.
 */
import type { SessionEvent } from '../../../shared/events.ts'
import type { Cursor } from '../../../shared/protocol.ts'
import { FrameRing } from './ring.ts'

/** A window's end of the session. Must not throw. */
export interface Subscriber {
  deliver(frame: string): void
  /** True while frames wait to be written to it. */
  isBehind(): boolean
  /** The session is gone (deleted, or the server closes): no frame follows. */
  end(reason: EndReason): void
}

export type EndReason = 'removed' | 'closing'

export class EventStream {
  readonly #epoch: string
  readonly #framePrefix: string
  readonly #ring = new FrameRing()
  readonly #subscribers = new Set<Subscriber>()

  constructor(epoch: string) {
    this.#epoch = epoch
    this.#framePrefix = `{"type":"event","epoch":${JSON.stringify(epoch)},"seq":`
  }

  get cursor(): Cursor {
    return { epoch: this.#epoch, seq: this.#ring.lastSeq }
  }

  get isWatched(): boolean {
    return this.#subscribers.size > 0
  }

  /** True when there are windows and none of them keeps up. */
  get isBehind(): boolean {
    for (const subscriber of this.#subscribers) if (!subscriber.isBehind()) return false
    return this.#subscribers.size > 0
  }

  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber)
    return () => {
      this.#subscribers.delete(subscriber)
    }
  }

  /** The frames a reader at `since` has missed, or null when only a snapshot can help it. */
  missedSince(since: Cursor): readonly string[] | null {
    return since.epoch === this.#epoch ? this.#ring.since(since.seq) : null
  }

  /** The frames these events will be sent in, if they are the next to be sent. */
  number(events: readonly SessionEvent[]): string[] {
    const next = this.#ring.lastSeq + 1
    return events.map(
      (event, index) => `${this.#framePrefix}${next + index},"event":${JSON.stringify(event)}}`
    )
  }

  /** Sends frames that `number` made, to every window. */
  send(frames: readonly string[]): void {
    for (const frame of frames) {
      this.#ring.push(frame)
      for (const subscriber of this.#subscribers) subscriber.deliver(frame)
    }
  }

  end(reason: EndReason): void {
    for (const subscriber of this.#subscribers) subscriber.end(reason)
    this.#subscribers.clear()
  }
}
