/** How long a socket waits before it tries again. Called by `ReconnectingSocket`. */

/** Automatic attempts of a session's socket before a person is asked. */
export const MAX_RECONNECT_ATTEMPTS = 5

const BASE_MS = 1_000
const CAP_MS = 30_000

/**
 * Exponential with jitter: between half and the whole of 1, 2, 4, 8, 16, at most 30 seconds. Many
 * windows do not return to a restarted server in step, and five attempts always give it a quarter of
 * a minute to come back.
 * @param attempt 0 for the first automatic attempt
 * @param random  in [0, 1)
 * @returns milliseconds
 */
export function getReconnectDelay(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** Math.max(0, attempt))
  return Math.round((ceiling / 2) * (1 + random()))
}
