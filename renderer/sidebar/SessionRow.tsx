/** One session in the list: its title, what it is doing, when it was last active, and what can be done with it. */
import { Archive, ArchiveRestore, Ellipsis, Pencil, Pin, PinOff, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { NavLink } from 'react-router'
import { sessionPath } from '../../shared/address.ts'
import type { SessionSummary } from '../../shared/session.ts'
import { DeleteDialog } from '../steering/DeleteDialog.tsx'
import type { SessionKeeping } from '../steering/useSessionKeeping.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { strings } from '../strings/strings.ts'
import { formatCount } from '../ui/formatCount.ts'
import { formatShort } from '../ui/formatTime.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { PopMenu, PopMenuItem, PopMenuLine } from '../ui/PopMenu.tsx'
import { TextDialog } from '../ui/TextDialog.tsx'
import { lastActive } from './groupByDay.ts'
import { BranchMark, isApart, OriginSign } from './OriginSigns.tsx'
import { RowState } from './RowState.tsx'
import { titleOf } from './titleOf.ts'

export interface SessionRowProps {
  readonly session: SessionSummary
  /** Requests that wait for a person. */
  readonly waiting: number
  readonly now: number
  readonly tabIndex?: 0 | -1
  /** Each resolves to a sentence when it was refused. */
  readonly keeping: SessionKeeping
}

type Asking = 'nothing' | 'rename' | 'delete'

export function SessionRow({ session, waiting, now, tabIndex = 0, keeping }: SessionRowProps) {
  const [asking, setAsking] = useState<Asking>('nothing')
  const isOnScreen = useSessionStore(({ currentSessionId }) => currentSessionId === session.id)
  const unseen = isOnScreen ? undefined : session.unseen
  const title = titleOf(session)
  const isPinned = session.pinned === true
  return (
    <div
      className="group/row relative"
      onContextMenu={(event) => {
        const menu = event.currentTarget.querySelector('button[aria-haspopup="menu"]')
        if (!(menu instanceof HTMLElement) || !(event.target instanceof Element)) return
        if (!event.currentTarget.contains(event.target)) return // a dialog of this row, drawn elsewhere
        event.preventDefault()
        menu.click()
      }}
    >
      <NavLink
        to={sessionPath(session.projectId, session.id)}
        tabIndex={tabIndex}
        title={hintOf(session)}
        className={({ isActive }) =>
          joinClasses(
            'flex h-[30px] items-center gap-2 rounded-md pr-2 pl-2.5 text-ui',
            isActive ? 'bg-selected text-ink' : 'text-ink-muted hover:bg-hover hover:text-ink'
          )
        }
      >
        <span
          dir="auto"
          className={joinClasses('min-w-0 flex-1 truncate', unseen && 'font-semibold text-ink')}
        >
          {title}
        </span>
        <OriginSign origin={session.origin} />
        {isApart(session.gitBranch) && <BranchMark branch={session.gitBranch} />}
        <RowState session={session} waiting={waiting} unseen={unseen} />
        <time
          dateTime={lastActive(session)}
          className="shrink-0 text-meta text-ink-faint tabular-nums group-focus-within/row:invisible group-hover/row:invisible"
        >
          {formatShort(lastActive(session), now)}
        </time>
      </NavLink>
      <div className="absolute top-[3px] right-1 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-data-[popup-open]:opacity-100">
        <PopMenu
          align="end"
          trigger={
            <IconButton
              icon={Ellipsis}
              size="small"
              label={strings.shell.actions(title)}
              side="right"
              tabIndex={tabIndex}
            />
          }
        >
          <PopMenuItem icon={Pencil} label={strings.shell.rename} onChoose={() => setAsking('rename')} />
          <PopMenuItem
            icon={isPinned ? PinOff : Pin}
            label={isPinned ? strings.shell.unpin : strings.shell.pin}
            onChoose={() => void keeping.pin(session.id, !isPinned) /* tells its refusal */}
          />
          <PopMenuItem
            icon={session.archived ? ArchiveRestore : Archive}
            label={session.archived ? strings.steering.unarchive : strings.steering.archive}
            onChoose={
              () => void keeping.archive(session.id, title, !session.archived) /* tells its refusal */
            }
          />
          <PopMenuLine />
          <PopMenuItem
            icon={Trash2}
            label={strings.shell.delete}
            tone="danger"
            onChoose={() => setAsking('delete')}
          />
        </PopMenu>
      </div>
      {asking === 'rename' && (
        <TextDialog
          title={strings.shell.renameTitle}
          label={strings.shell.renameLabel}
          value={title}
          onSave={(text) => keeping.rename(session.id, text)}
          onClose={() => setAsking('nothing')}
        />
      )}
      {asking === 'delete' && (
        <DeleteDialog
          projectId={session.projectId}
          sessionId={session.id}
          title={title}
          origin={session.origin}
          onDelete={() => keeping.remove(session.id, title)}
          onClose={() => setAsking('nothing')}
        />
      )}
    </div>
  )
}

/** What there is to know of it and no room for: shown while the pointer rests on it. */
function hintOf(session: SessionSummary): string {
  const { metadata, origin = 'skein', gitBranch } = session
  return [
    titleOf(session),
    `${strings.shell.tokens(formatCount(metadata.totalTokens))} · ${strings.shell.messages(metadata.messageCount)}`,
    ...(origin === 'skein' ? [] : [strings.home.origin[origin]]),
    ...(gitBranch ? [strings.home.branch(gitBranch)] : [])
  ].join('\n')
}
