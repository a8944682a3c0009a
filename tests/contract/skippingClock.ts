/** Real time, from which a test may skip ahead: what became due by it runs at once, in its order. */
import type { Clock, ClockTimer } from '../../electron/clock.ts'

interface Pending {
  /** In this clock's own time. */
  readonly due: number
  readonly run: () => void
}

export class SkippingClock implements Clock {
  readonly #pending = new Set<Pending>()
  #skipped = 0

  now(): Date {
    return new Date(Date.now() + this.#skipped)
  }

  setTimeout(callback: () => void, ms: number): ClockTimer {
    const real = setTimeout(() => entry.run(), ms)
    const entry: Pending = {
      due: this.now().getTime() + ms,
      run: () => {
        clearTimeout(real)
        if (this.#pending.delete(entry)) callback()
      }
    }
    this.#pending.add(entry)
    const timer: ClockTimer = {
      cancel: () => {
        clearTimeout(real)
        this.#pending.delete(entry)
      },
      unref: () => {
        real.unref()
        return timer
      }
    }
    return timer
  }

  skip(ms: number): void {
    this.#skipped += ms
    const now = this.now().getTime()
    const due = [...this.#pending].filter((entry) => entry.due <= now)
    for (const { run } of due.toSorted((a, b) => a.due - b.due)) run()
  }
}
