/** What stands in the sidebar's list, in order: those a person wants at hand, then the others by day. Pure. */
import type { SessionSummary } from '../../shared/session.ts'
import { fits } from '../stores/sessionList.ts'
import type { SessionFilter } from '../stores/sessionList.ts'
import { strings } from '../strings/strings.ts'
import type { VirtualItem } from '../ui/virtual/VirtualList.tsx'
import { groupByDay } from './groupByDay.ts'

export type SidebarItem = VirtualItem &
  (
    | { readonly isHeading: true; readonly label: string }
    | { readonly isHeading?: false; readonly session: SessionSummary }
  )

export function sidebarRows(
  sessions: readonly SessionSummary[],
  filter: SessionFilter,
  now: number
): readonly SidebarItem[] {
  const shown = sessions.filter((session) => fits(session, filter))
  const pinned = shown.filter((session) => session.pinned === true)
  const others = shown.filter((session) => session.pinned !== true)
  const groups = [
    ...groupByDay(pinned, now).map(({ sessions: some }) => ({ label: strings.shell.pinned, sessions: some })),
    ...groupByDay(others, now)
  ]
  const items: SidebarItem[] = []
  let last: string | null = null
  for (const group of groups) {
    if (group.label !== last) items.push({ key: `: ${group.label}`, isHeading: true, label: group.label })
    last = group.label
    for (const session of group.sessions) items.push({ key: session.id, session })
  }
  return items
}

/** The sessions of these rows, as they stand there. */
export function sessionsIn(items: readonly SidebarItem[]): readonly SessionSummary[] {
  return items.flatMap((item) => (item.isHeading === true ? [] : [item.session]))
}
