/** Where an event belongs in a replica's history. Used by `SessionSocket` and by the session store. */
import type { Cursor } from '../../shared/protocol.ts'

/** `next`: apply it. `known`: it was applied already. `gap`: something before it is missing. */
export type Arrival = 'next' | 'known' | 'gap'

/** @param last the last event applied, null when nothing is known yet and anything may come first */
export function arrivalOf(last: Cursor | null, arrived: Cursor): Arrival {
  if (last === null) return 'next'
  if (last.epoch !== arrived.epoch) return 'gap'
  if (arrived.seq <= last.seq) return 'known'
  return arrived.seq === last.seq + 1 ? 'next' : 'gap'
}
