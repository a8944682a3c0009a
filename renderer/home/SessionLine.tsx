/** One session on the start page: what it is called, what it does or waits for, in which project, and since when. */
import { Link } from 'react-router'
import { sessionPath } from '../../shared/address.ts'
import type { SessionSummary } from '../../shared/session.ts'
import { lastActive } from '../sidebar/groupByDay.ts'
import { BranchName, isApart, OriginSign } from '../sidebar/OriginSigns.tsx'
import { RowState } from '../sidebar/RowState.tsx'
import { titleOf } from '../sidebar/titleOf.ts'
import { strings } from '../strings/strings.ts'
import { formatShort } from '../ui/formatTime.ts'
import { joinClasses } from '../ui/joinClasses.ts'

interface SessionLineProps {
  readonly session: SessionSummary
  readonly projectName: string
  /** Requests that wait for a person. */
  readonly waiting: number
  readonly now: number
  /** Says what it does or waits for, in a line of its own; else there is nothing to say. */
  readonly tells?: boolean
  readonly tabIndex?: 0 | -1
}

export function SessionLine(props: SessionLineProps) {
  const { session, projectName, waiting, now, tells = false, tabIndex = 0 } = props
  const title = titleOf(session)
  return (
    <Link
      to={sessionPath(session.projectId, session.id)}
      tabIndex={tabIndex}
      title={title}
      className={joinClasses(
        'flex items-center gap-2.5 rounded-md px-2.5 hover:bg-hover',
        tells ? 'min-h-11 py-1' : 'h-9'
      )}
    >
      <span className="grid w-4 shrink-0 place-items-center">
        {tells ? (
          <span aria-hidden>
            <RowState session={session} waiting={waiting} unseen={session.unseen} />
          </span>
        ) : (
          <OriginSign origin={session.origin} />
        )}
      </span>
      <span className="min-w-0 flex-1">
        <span dir="auto" className={joinClasses('block truncate text-ui', tells && 'font-medium')}>
          {title}
        </span>
        {tells && (
          <span className="block truncate text-meta text-ink-muted">{doingOf(session, waiting)}</span>
        )}
      </span>
      {isApart(session.gitBranch) && (
        <BranchName branch={session.gitBranch} className="max-w-[22%] max-[1100px]:hidden" />
      )}
      <bdi className="w-[22%] max-w-36 shrink-0 truncate text-meta text-ink-muted">{projectName}</bdi>
      <time
        dateTime={lastActive(session)}
        className="min-w-14 shrink-0 text-right text-meta whitespace-nowrap text-ink-faint tabular-nums"
      >
        {formatShort(lastActive(session), now)}
      </time>
    </Link>
  )
}

/** What the sign in front of it says. */
function doingOf({ heldBy, state, unseen }: SessionSummary, waiting: number): string {
  if (heldBy) return strings.held.sign(heldBy)
  if (waiting > 0) return strings.shell.waiting
  if (state !== 'idle') return strings.shell.running
  return unseen === undefined ? '' : strings.shell.unseen[unseen]
}
