/** Where an event belongs in a replica's history. Used by `SessionSocket` and by the session store. */
import type { Cursor } from '../../shared/protocol.ts'

/** `next`: apply it. `known`: it was applied already. `gap`: something before it is missing. */
export type Place = 'next' | 'known' | 'gap'

/** @param last the last event applied, null when nothing is known yet and anything may come first */
export function placeOf(last: Cursor | null, arrived: Cursor): Place {
  if (last === null) return 'next'
  if (last.epoch !== arrived.epoch) return 'gap'
  if (arrived.seq <= last.seq) return 'known'
  return arrived.seq === last.seq + 1 ? 'next' : 'gap'
}
