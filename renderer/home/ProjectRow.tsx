/** One project: its name, where it lies, when it was last open, whether its folder is gone, and the way off the list. */
import { FolderX, X } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { projectPath } from '../../shared/address.ts'
import type { Project } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { formatRelative } from '../ui/formatTime.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { UnseenMark } from '../ui/UnseenMark.tsx'

interface ProjectRowProps {
  readonly project: Project
  readonly now: number
  readonly tabIndex?: 0 | -1
  /** Resolves to a sentence when it was refused. */
  readonly onRemove: (projectId: string) => Promise<string | null>
}

export function ProjectRow({ project, now, tabIndex = 0, onRemove }: ProjectRowProps) {
  const [asking, setAsking] = useState(false)
  const isMissing = project.missing === true
  return (
    <div className="group/row relative">
      <Link
        to={projectPath(project.id)}
        tabIndex={tabIndex}
        className="flex items-baseline gap-3 rounded-md px-2.5 py-2 hover:bg-hover"
      >
        <span className="min-w-0 flex-1">
          <span
            className={joinClasses(
              'flex items-center gap-1.5 text-body font-medium',
              isMissing && 'font-normal text-ink-faint'
            )}
          >
            <span className="truncate">{project.name}</span>
            <UnseenMark unseen={project.unseen} />
          </span>
          <span
            className={joinClasses(
              'block truncate font-mono text-[12px]',
              isMissing ? 'text-ink-faint' : 'text-ink-muted'
            )}
            title={project.path}
          >
            {project.path}
          </span>
          {isMissing && (
            <span className="mt-0.5 flex items-start gap-1.5 text-meta text-ink-faint">
              <FolderX size={13} strokeWidth={1.75} className="mt-px shrink-0" aria-hidden />
              {strings.home.missing}
            </span>
          )}
        </span>
        <time
          dateTime={project.lastOpenedAt}
          className="shrink-0 text-meta text-ink-muted group-focus-within/row:invisible group-hover/row:invisible"
        >
          {formatRelative(project.lastOpenedAt, now)}
        </time>
      </Link>
      <IconButton
        icon={X}
        label={strings.home.remove(project.name)}
        tabIndex={tabIndex}
        onClick={() => setAsking(true)}
        className="absolute! top-[14px] right-1.5 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100"
      />
      {asking && (
        <ConfirmDialog
          title={strings.home.removeTitle(project.name)}
          body={strings.home.removeBody}
          confirm={strings.home.removeConfirm}
          onConfirm={() => onRemove(project.id)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
