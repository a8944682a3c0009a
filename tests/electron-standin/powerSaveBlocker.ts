/** `powerSaveBlocker`: what asks the system to stay awake. Specs read `blocking`. */
export class StandInPowerSaveBlocker {
  readonly blocking = new Map<number, string>()
  #last = 0

  start(kind: string): number {
    this.#last += 1
    this.blocking.set(this.#last, kind)
    return this.#last
  }

  stop(id: number): boolean {
    return this.blocking.delete(id)
  }

  isStarted(id: number): boolean {
    return this.blocking.has(id)
  }
}
