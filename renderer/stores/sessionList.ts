/** The sidebar's list of sessions, newest first. Pure; `projectStore` calls it. */
import type { SessionSummary } from '../../shared/session.ts'

/** Which sessions of a project a person wants to see. `mine`: those that began here. */
export type SessionFilter = 'all' | 'mine' | 'terminal' | 'archived'

export function fits({ archived, origin = 'skein' }: SessionSummary, filter: SessionFilter): boolean {
  if (filter === 'archived' || archived) return archived && filter === 'archived'
  return filter === 'all' || origin === (filter === 'mine' ? 'skein' : 'terminal')
}

type Sessions = readonly SessionSummary[]

/**
 * @param isPartial older pages are not loaded: a session that would stand behind the last one here
 *   belongs to one of those
 */
export function withSession(sessions: Sessions, session: SessionSummary, isPartial: boolean): Sessions {
  const others = withoutSession(sessions, session.id)
  const isNew = others.length === sessions.length
  const at = others.findIndex((other) => isNewer(session, other))
  if (at !== -1) return others.toSpliced(at, 0, session)
  return isNew && isPartial && others.length > 0 ? sessions : [...others, session]
}

export function withoutSession(sessions: Sessions, sessionId: string): Sessions {
  return sessions.filter(({ id }) => id !== sessionId)
}

/** Appends an older page; what moved to the front meanwhile stays there. */
export function withPage(sessions: Sessions, page: Sessions): Sessions {
  const known = new Set(sessions.map(({ id }) => id))
  return [...sessions, ...page.filter(({ id }) => !known.has(id))]
}

function isNewer(one: SessionSummary, other: SessionSummary): boolean {
  return Date.parse(one.updatedAt) > Date.parse(other.updatedAt)
}
