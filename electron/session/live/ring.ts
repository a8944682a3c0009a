/**
 * The last events of a session as the frames they were sent in, so that a window that lost its
 * connection is given just what it missed. Owned by `EventStream`; bounded in number and bytes.
 */
export interface RingLimits {
  readonly frames: number
  readonly bytes: number
}

const defaultRingLimits: RingLimits = { frames: 8192, bytes: 8 * 1024 * 1024 }

export class FrameRing {
  #frames: string[] = []
  #head = 0
  #bytes = 0
  #lastSeq = 0
  readonly #limits: RingLimits

  constructor(limits: RingLimits = defaultRingLimits) {
    this.#limits = limits
  }

  /** The seq of the newest frame, 0 before the first. */
  get lastSeq(): number {
    return this.#lastSeq
  }

  /** Takes the frame of the next seq, forgetting the oldest where a limit is passed. */
  push(frame: string): void {
    this.#frames.push(frame)
    this.#bytes += frame.length
    this.#lastSeq += 1
    while (this.#size() > this.#limits.frames || (this.#bytes > this.#limits.bytes && this.#size() > 1)) {
      this.#bytes -= this.#frames[this.#head]?.length ?? 0
      this.#frames[this.#head] = ''
      this.#head += 1
    }
    if (this.#head > 1024 && this.#head > this.#frames.length / 2) {
      this.#frames = this.#frames.slice(this.#head)
      this.#head = 0
    }
  }

  /** The frames after `seq`, oldest first; null when some of them are forgotten or `seq` is not of this ring. */
  since(seq: number): readonly string[] | null {
    const missed = this.#lastSeq - seq
    if (missed < 0 || missed > this.#size()) return null
    return this.#frames.slice(this.#frames.length - missed)
  }

  #size(): number {
    return this.#frames.length - this.#head
  }
}
