/**
 * Text may stream in faster than the screen is drawn: what grows a block waits for the next frame, so that a
 * frame costs one change however many deltas it holds. Anything else goes at once, behind what waits.
 * `useSessionWebSocket` owns one for each socket.
 */
import type { Cursor, EventFrame } from '../../shared/protocol.ts'

export interface EventBatchOptions {
  /** Gets the events in order, each once. */
  readonly apply: (frames: readonly EventFrame[]) => void
  /** Calls back with a frame to come (`FrameClock`); returns the way to call it off. */
  readonly nextFrame: (callback: () => void) => () => void
}

export class EventBatch {
  readonly #apply: EventBatchOptions['apply']
  readonly #nextFrame: (callback: () => void) => () => void
  #waiting: EventFrame[] = []
  #callOff: (() => void) | null = null

  constructor({ apply, nextFrame }: EventBatchOptions) {
    this.#apply = apply
    this.#nextFrame = nextFrame
  }

  /** The newest event that waits; null when none does. */
  get last(): Cursor | null {
    return this.#waiting.at(-1) ?? null
  }

  add(frame: EventFrame): void {
    this.#waiting.push(frame)
    if (frame.event.type !== 'stream_output' || !('append' in frame.event)) this.flush()
    else this.#callOff ??= this.#nextFrame(() => this.flush())
  }

  flush(): void {
    this.#callOff?.()
    this.#callOff = null
    const frames = this.#waiting
    if (frames.length === 0) return
    this.#waiting = []
    this.#apply(frames)
  }
}
