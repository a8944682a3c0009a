/**
 * When what streams in may be drawn: with the next frame, but not between a key and the frame that shows it.
 * Drawing an answer that grows costs a good part of a frame, and whoever types sees the composer, not the
 * answer. Made by `useSessionWebSocket`, one for each socket.
 */

/** Milliseconds after a key before anything else is drawn: most letters of a word follow each other sooner. */
const AFTER_KEY_MS = 100
/** Milliseconds after which typing is no reason any more: an answer must be seen to grow. */
const PATIENCE_MS = 250
/** Milliseconds after which it is time even if nothing is drawn: a hidden window draws no frames. */
const LONGEST_WAIT_MS = 300

export class FrameClock {
  #keyAt = Number.NEGATIVE_INFINITY
  readonly #note = ({ timeStamp }: KeyboardEvent): void => {
    this.#keyAt = timeStamp
  }

  constructor() {
    window.addEventListener('keydown', this.#note, { capture: true, passive: true })
  }

  dispose(): void {
    window.removeEventListener('keydown', this.#note, { capture: true })
  }

  /** Calls back once, in a frame of its own choice; returns the way to call it off. */
  next(callback: () => void): () => void {
    const asked = performance.now()
    let frame = 0
    let pause: ReturnType<typeof setTimeout> | undefined
    // A frame that is asked for is drawn even when it changes nothing, so that none is asked for to look.
    const wait = (): number => Math.min(this.#keyAt + AFTER_KEY_MS, asked + PATIENCE_MS) - performance.now()
    const look = (): void => {
      if (wait() > 0) pause = setTimeout(look, wait())
      else frame = requestAnimationFrame(() => (wait() > 0 ? look() : callback()))
    }
    const limit = setTimeout(callback, LONGEST_WAIT_MS)
    const callOff = (): void => {
      cancelAnimationFrame(frame)
      clearTimeout(pause)
      clearTimeout(limit)
    }
    look()
    return callOff
  }
}
