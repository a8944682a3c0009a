/** One recent project: its name, where it lies, when it was last open, and the way off the list. */
import { X } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { projectPath } from '../../shared/address.ts'
import type { Project } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { formatRelative } from '../ui/formatTime.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { UnseenMark } from '../ui/UnseenMark.tsx'

interface ProjectRowProps {
  readonly project: Project
  readonly now: number
  /** Resolves to a sentence when it was refused. */
  readonly onRemove: (projectId: string) => Promise<string | null>
}

export function ProjectRow({ project, now, onRemove }: ProjectRowProps) {
  const [asking, setAsking] = useState(false)
  return (
    <li className="group/row relative">
      <Link
        to={projectPath(project.id)}
        className="flex items-baseline gap-3 rounded-md px-2.5 py-2 hover:bg-hover"
      >
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-1.5 text-body font-medium">
            <span className="truncate">{project.name}</span>
            <UnseenMark unseen={project.unseen} />
          </span>
          <span className="block truncate font-mono text-[12px] text-ink-muted" title={project.path}>
            {project.path}
          </span>
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
    </li>
  )
}
