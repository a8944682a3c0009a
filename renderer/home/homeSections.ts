/** What stands on the start page: each session once, where it matters most. Pure. */
import type { SessionSummary } from '../../shared/session.ts'

type Sessions = readonly SessionSummary[]

export interface HomeSources {
  readonly newest: Sessions
  readonly held: Sessions
  /** What was told last, by id. */
  readonly told: Readonly<Record<string, SessionSummary>>
  /** Requests that wait for a person, by id. */
  readonly openPermissions: Readonly<Record<string, number>>
}

export interface HomeSections {
  /** Those that ask something, then those that failed, then those that ended, where nobody has looked since. */
  readonly waits: Sessions
  /** Those that work, here or in another program, or are open there. */
  readonly runs: Sessions
  /** All others, the one that was worked at last first. */
  readonly others: Sessions
}

export function homeSections({ newest, held, told, openPermissions }: HomeSources): HomeSections {
  const known = new Map<string, SessionSummary>()
  for (const session of [...newest, ...held, ...Object.values(told)]) known.set(session.id, session)
  const waits: SessionSummary[] = []
  const runs: SessionSummary[] = []
  for (const session of known.values()) {
    if (session.archived) continue
    if (rankOf(session, openPermissions) !== null) waits.push(session)
    else if (session.state !== 'idle' || session.heldBy) runs.push(session)
  }
  const shown = new Set([...waits, ...runs].map(({ id }) => id))
  return {
    waits: waits.toSorted(
      (one, other) =>
        (rankOf(one, openPermissions) ?? 0) - (rankOf(other, openPermissions) ?? 0) || byUpdate(one, other)
    ),
    runs: runs.toSorted((one, other) => atRest(one) - atRest(other) || byUpdate(one, other)),
    others: newest.filter(({ id, archived }) => !archived && !shown.has(id))
  }
}

/** How urgently it waits for a person, 0 most; null when it does not. */
function rankOf(session: SessionSummary, openPermissions: HomeSources['openPermissions']): number | null {
  if ((openPermissions[session.id] ?? 0) > 0 || session.heldBy?.status === 'waiting') return 0
  if (session.state !== 'idle') return null
  if (session.unseen === 'failed') return 1
  return session.unseen === 'done' ? 2 : null
}

/** Open in another program and doing nothing. */
function atRest({ heldBy }: SessionSummary): number {
  return heldBy?.status === 'idle' ? 1 : 0
}

function byUpdate(one: SessionSummary, other: SessionSummary): number {
  return Date.parse(other.updatedAt) - Date.parse(one.updatedAt)
}
