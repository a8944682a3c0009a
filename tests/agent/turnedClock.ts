/** A clock that goes on when a test turns it. */
import type { Clock, ClockTimer } from '../../electron/clock.ts'

interface Pending {
  readonly at: number
  readonly callback: () => void
}

export class TurnedClock implements Clock {
  #now = Date.parse('2026-01-01T00:00:00Z')
  readonly #pending = new Set<Pending>()

  now(): Date {
    return new Date(this.#now)
  }

  setTimeout(callback: () => void, ms: number): ClockTimer {
    const pending = { at: this.#now + ms, callback }
    this.#pending.add(pending)
    const timer: ClockTimer = {
      cancel: () => {
        this.#pending.delete(pending)
      },
      unref: () => timer
    }
    return timer
  }

  /** Whether something is to happen in exactly so many milliseconds. */
  isWaitingFor(ms: number): boolean {
    return [...this.#pending].some(({ at }) => at === this.#now + ms)
  }

  /** Lets the time pass; what became due runs in its order. */
  turn(ms: number): void {
    this.#now += ms
    const due = [...this.#pending].filter(({ at }) => at <= this.#now).toSorted((a, b) => a.at - b.at)
    for (const pending of due) {
      this.#pending.delete(pending)
      pending.callback()
    }
  }
}
