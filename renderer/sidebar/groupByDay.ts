/** Sorts the session list into "Today", "Yesterday", "Last 7 days" and months. Pure. */
import type { SessionSummary } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { daysBetween } from '../ui/formatTime.ts'

export interface SessionGroup {
  readonly label: string
  readonly sessions: readonly SessionSummary[]
}

/** When a session was last of interest: its last message, else its creation. */
export function lastActive(session: SessionSummary): string {
  return session.metadata.lastMessageAt ?? session.createdAt
}

/** Newest first within and between groups, whatever order they came in. */
export function groupByDay(sessions: readonly SessionSummary[], now: number): readonly SessionGroup[] {
  const sorted = sessions.toSorted(
    (one, other) => Date.parse(lastActive(other)) - Date.parse(lastActive(one))
  )
  const groups: { label: string; sessions: SessionSummary[] }[] = []
  for (const session of sorted) {
    const label = labelFor(Date.parse(lastActive(session)), now)
    const last = groups[groups.length - 1]
    if (last?.label === label) last.sessions.push(session)
    else groups.push({ label, sessions: [session] })
  }
  return groups
}

function labelFor(time: number, now: number): string {
  const days = daysBetween(time, now)
  if (days <= 0) return strings.shell.today
  if (days === 1) return strings.shell.yesterday
  if (days < 7) return strings.shell.thisWeek
  return new Date(time).toLocaleDateString(strings.time.dates, { month: 'long', year: 'numeric' })
}
