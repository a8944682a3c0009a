/**
 * What people who are not in can bring about is logged once a minute, with how often it was: no web page fills the
 * log. Used by `http.ts`.
 */
import type { Clock } from '../clock.ts'

const pauseMs = 60_000

/** @param say gets how often it happened since it was said last, this time included */
export function sparingly(
  clock: Clock,
  say: (times: number, thrown: unknown) => void
): (thrown: unknown) => void {
  let saidAt = -Infinity
  let times = 0
  return (thrown) => {
    times += 1
    const now = clock.now().getTime()
    if (now - saidAt < pauseMs) return
    say(times, thrown)
    saidAt = now
    times = 0
  }
}
