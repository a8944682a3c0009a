/** Time as the effects at the rim see it; tests give a clock they can turn. */
export interface Clock {
  now(): Date
  setTimeout(callback: () => void, ms: number): ClockTimer
}

export interface ClockTimer {
  cancel(): void
  /** Lets the process end while this timer is pending. */
  unref(): ClockTimer
}

export const systemClock: Clock = {
  now: () => new Date(),
  setTimeout: (callback, ms) => {
    const timer = setTimeout(callback, ms)
    const handle: ClockTimer = {
      cancel: () => clearTimeout(timer),
      unref: () => {
        timer.unref()
        return handle
      }
    }
    return handle
  }
}
