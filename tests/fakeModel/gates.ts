/** Named gates that hold an answer until a test opens them; a gate opened early does not hold at all. */
export class Gates {
  readonly #opened = new Map<string, () => void>()
  readonly #open = new Set<string>()
  readonly #reached = new Set<string>()
  readonly #waiting = new Map<string, (() => void)[]>()

  /** Resolves when the gate is opened, or at once when it is open. */
  async pass(name: string, signal: AbortSignal): Promise<void> {
    this.#reached.add(name)
    for (const wake of this.#waiting.get(name) ?? []) wake()
    this.#waiting.delete(name)
    if (this.#open.has(name) || signal.aborted) return
    await new Promise<void>((resolve) => {
      this.#opened.set(name, resolve)
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  open(name: string): void {
    this.#open.add(name)
    this.#opened.get(name)?.()
    this.#opened.delete(name)
  }

  /** Resolves when an answer has come as far as this gate. */
  async reached(name: string): Promise<void> {
    if (this.#reached.has(name)) return
    await new Promise<void>((resolve) => {
      this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), resolve])
    })
  }
}
