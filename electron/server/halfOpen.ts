/**
 * Connections on which nobody has shown a token yet: so many, and no more. When another one comes the oldest is ended,
 * so that whoever opens thousands ends their own, and not the next window of the person: that one needs its place
 * for a moment only. Kept by `createServer` for connections and by `sockets.ts` for sockets.
 */
export class HalfOpen {
  readonly #limit: number
  /** In the order they came. */
  readonly #ends = new Set<() => void>()

  constructor(limit: number) {
    this.#limit = limit
  }

  get count(): number {
    return this.#ends.size
  }

  /**
   * @param end cuts the connection off
   * @returns gives the place back: somebody has shown a token there, or it is closed. Idempotent.
   */
  add(end: () => void): () => void {
    // A function of its own: the same one may come twice.
    const entry = (): void => end()
    this.#ends.add(entry)
    if (this.#ends.size > this.#limit) {
      const [oldest] = this.#ends
      if (oldest !== undefined) {
        this.#ends.delete(oldest)
        oldest()
      }
    }
    return () => void this.#ends.delete(entry)
  }
}
