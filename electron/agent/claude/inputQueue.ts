/** Messages on their way to a running process: pushed at any time, read by one reader in order. */
export class InputQueue<Item> implements AsyncIterable<Item> {
  readonly #waiting: Item[] = []
  #wake: (() => void) | null = null
  #ended = false

  push(item: Item): void {
    if (this.#ended) return
    this.#waiting.push(item)
    this.#wake?.()
  }

  /** The reader ends when it has read what is here. */
  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void> {
    for (;;) {
      const next = this.#waiting.shift()
      if (next !== undefined) {
        yield next
        continue
      }
      if (this.#ended) return
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      this.#wake = null
    }
  }
}
