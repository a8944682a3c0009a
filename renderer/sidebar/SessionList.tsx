/** The sessions of the open project: those at hand, then newest first by day, page by page as one comes near the end. */
import type { RefObject } from 'react'
import type { ListState } from '../stores/projectStore.ts'
import type { SessionFilter } from '../stores/sessionList.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { VirtualList } from '../ui/virtual/VirtualList.tsx'
import type { SidebarItem } from './sidebarRows.ts'
import { SessionRow } from './SessionRow.tsx'
import type { SessionRowProps } from './SessionRow.tsx'

interface SessionListProps extends Pick<SessionRowProps, 'keeping' | 'now'> {
  readonly items: readonly SidebarItem[]
  readonly filter: SessionFilter
  readonly state: ListState
  readonly waiting: Readonly<Record<string, number>>
  readonly hasOlder: boolean
  /** The session on screen: Tab reaches the list there. */
  readonly sessionId: string | null
  readonly scroller: RefObject<HTMLElement | null>
  /** May be called often. */
  readonly onLoadOlder: () => void
  readonly onRetry: () => void
}

export function SessionList(props: SessionListProps) {
  const { items, filter, state, waiting, hasOlder, sessionId, scroller, onLoadOlder, onRetry } = props
  return (
    <>
      {items.length === 0 && (state.phase === 'loading' || (state.phase === 'ready' && hasOlder)) && (
        <Skeleton widths={[82, 64, 74, 50]} className="px-2.5 pt-3" />
      )}
      {items.length === 0 && state.phase === 'ready' && !hasOlder && (
        <p className="px-2.5 pt-3 text-meta text-ink-muted">{strings.shell.nothing[filter]}</p>
      )}
      {items.length > 0 && (
        <VirtualList
          label={filter === 'archived' ? strings.steering.archiveList : strings.shell.sessions}
          items={items}
          isPartial={hasOlder}
          heights={{ row: 30, heading: 32 }}
          scroller={scroller}
          firstKey={sessionId}
          onNearEnd={onLoadOlder}
        >
          {(item, tabIndex) =>
            item.isHeading === true ? (
              <span className="block px-2.5 pt-3 pb-1 text-meta text-ink-faint">{item.label}</span>
            ) : (
              <SessionRow
                session={item.session}
                waiting={waiting[item.session.id] ?? 0}
                now={props.now}
                tabIndex={tabIndex}
                keeping={props.keeping}
              />
            )
          }
        </VirtualList>
      )}
      {state.phase === 'failed' && (
        <div className="px-2.5 py-2">
          <ErrorNote text={state.error.message} />
          <Button size="small" className="mt-2" onClick={onRetry}>
            {strings.app.retry}
          </Button>
        </div>
      )}
    </>
  )
}
