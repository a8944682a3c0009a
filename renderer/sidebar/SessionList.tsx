/** The sessions of the open project, newest first, by day. */
import { Fragment } from 'react'
import type { SessionSummary } from '../../shared/session.ts'
import type { ListState } from '../stores/projectStore.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useNow } from '../ui/useNow.ts'
import { groupByDay } from './groupByDay.ts'
import { ArchivedSessions } from './ArchivedSessions.tsx'
import { SessionRow } from './SessionRow.tsx'
import type { SessionRowProps } from './SessionRow.tsx'

interface SessionListProps extends Pick<SessionRowProps, 'keeping'> {
  readonly sessions: readonly SessionSummary[]
  readonly state: ListState
  readonly waiting: Readonly<Record<string, number>>
  readonly hasOlder: boolean
  readonly onLoadOlder: () => void
  readonly onRetry: () => void
  /** Answers with a sentence when they could not be loaded. */
  readonly onLoadArchived: () => Promise<string | null>
}

export function SessionList(props: SessionListProps) {
  const { sessions, state, waiting, hasOlder, onLoadOlder, onRetry, keeping } = props
  const now = useNow(30_000)
  const shown = sessions.filter((session) => !session.archived)
  return (
    <>
      {state.phase === 'failed' && (
        <div className="px-2.5 py-2">
          <ErrorNote text={state.error.message} />
          <Button size="small" className="mt-2" onClick={onRetry}>
            {strings.app.retry}
          </Button>
        </div>
      )}
      {shown.length === 0 && state.phase === 'loading' && (
        <Skeleton widths={[82, 64, 74, 50]} className="px-2.5 pt-3" />
      )}
      {shown.length === 0 && state.phase === 'ready' && (
        <p className="px-2.5 pt-3 text-meta text-ink-muted">{strings.shell.noSessions}</p>
      )}
      <ul aria-label={strings.shell.sessions}>
        {groupByDay(shown, now).map((group) => (
          <Fragment key={group.label}>
            <li aria-hidden className="px-2.5 pt-3 pb-1 text-meta text-ink-faint first:pt-1">
              {group.label}
            </li>
            {group.sessions.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                waiting={waiting[session.id] ?? 0}
                now={now}
                keeping={keeping}
              />
            ))}
          </Fragment>
        ))}
      </ul>
      {hasOlder && (
        <Button
          tone="ghost"
          size="small"
          className="mt-1"
          onClick={onLoadOlder}
          disabled={state.phase === 'loading'}
        >
          {strings.shell.moreSessions}
        </Button>
      )}
      <ArchivedSessions
        sessions={sessions.filter((session) => session.archived)}
        waiting={waiting}
        now={now}
        keeping={keeping}
        onLoad={props.onLoadArchived}
      />
    </>
  )
}
