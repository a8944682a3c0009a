/**
 * What a piece of work costs where nothing else disturbs it: the least of a few measurements. Work whose cost grows as
 * it must not misses its limit every time; work that is sound misses it only while the machine does something else.
 */
const MOST_MEASUREMENTS = 6

/** The first measurement below the limit, or the least of six. */
export function leastOf(limit: number, measure: () => number): number {
  let least = Infinity
  for (let count = 0; count < MOST_MEASUREMENTS && !(least < limit); count += 1) {
    least = Math.min(least, measure())
  }
  return least
}

/** The same for work that is waited for. */
export async function leastOfAwaited(limit: number, measure: () => Promise<number>): Promise<number> {
  let least = Infinity
  for (let count = 0; count < MOST_MEASUREMENTS && !(least < limit); count += 1) {
    least = Math.min(least, await measure())
  }
  return least
}
