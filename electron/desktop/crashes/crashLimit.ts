/** How often a page that crashed is loaded again before a person is asked. Called by reloadAfterCrash.ts. */

/** A page that crashes more often than this within the time crashes for a reason that stays. */
const crashLimit = { reloads: 3, withinMs: 60_000 } as const

/**
 * Returns a function to call at each crash with the time in milliseconds: whether to reload. The
 * server keeps the sessions, so a reload loses nothing but the scroll position.
 */
export function limitCrashes(): (now: number) => 'reload' | 'give_up' {
  let crashes: readonly number[] = []
  return (now) => {
    crashes = [...crashes.filter((time) => now - time < crashLimit.withinMs), now]
    return crashes.length <= crashLimit.reloads ? 'reload' : 'give_up'
  }
}
