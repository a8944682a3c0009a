/** The clock of the tests: it stands still until they turn it by hand. */
import type { Clock, ClockTimer } from '../../electron/clock.ts'

export interface HandClock extends Clock {
  /** Moves time on and runs what has become due, in order. */
  advance(ms: number): void
  /** As `advance`, to a moment: milliseconds, or as ISO has it. One that has passed sets the clock back. */
  turnTo(moment: number | string): void
  /** Whether something is to happen in exactly so many milliseconds. */
  isWaitingFor(ms: number): boolean
}

export function handClock(start = 0): HandClock {
  let now = start
  let timers: { readonly due: number; readonly run: () => void }[] = []
  const turnTo = (moment: number): void => {
    now = moment
    const due = timers.filter((entry) => entry.due <= now).toSorted((a, b) => a.due - b.due)
    timers = timers.filter((entry) => entry.due > now)
    for (const { run } of due) run()
  }
  return {
    now: () => new Date(now),
    setTimeout: (run, ms) => {
      const entry = { due: now + ms, run }
      timers.push(entry)
      const timer: ClockTimer = {
        cancel: () => void (timers = timers.filter((other) => other !== entry)),
        unref: () => timer
      }
      return timer
    },
    isWaitingFor: (ms) => timers.some(({ due }) => due === now + ms),
    advance: (ms) => turnTo(now + ms),
    turnTo: (moment) => turnTo(new Date(moment).getTime())
  }
}
