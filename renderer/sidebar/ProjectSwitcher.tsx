/** The project at the head of the sidebar: its name and folder, the way to the others, whether it is trusted. */
import { ChevronsUpDown, FolderOpen, LayoutGrid, ShieldCheck, ShieldOff } from 'lucide-react'
import { useState } from 'react'
import type { Project } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { TrustDialog } from '../trust/TrustDialog.tsx'
import { PopMenu, PopMenuItem, PopMenuLine } from '../ui/PopMenu.tsx'
import { UnseenMark, worstOf } from '../ui/UnseenMark.tsx'

interface ProjectSwitcherProps {
  readonly project: Project | null
  readonly projects: readonly Project[]
  readonly onSwitch: (projectId: string) => void
  readonly onAllProjects: () => void
  /** Stops trusting it. */
  readonly onUntrust: () => void
}

const SHOWN = 8

export function ProjectSwitcher({
  project,
  projects,
  onSwitch,
  onAllProjects,
  onUntrust
}: ProjectSwitcherProps) {
  const [asksForTrust, setAsksForTrust] = useState(false)
  const isOther = ({ id }: Project): boolean => id !== project?.id
  const others = projects.filter(isOther).slice(0, SHOWN)
  return (
    <>
      <PopMenu
        className="w-72"
        trigger={
          <button
            type="button"
            aria-label={`${strings.shell.switchProject}: ${project?.name ?? ''}`}
            title={project?.path}
            className="flex h-8 min-w-0 flex-1 items-center gap-1.5 rounded-md px-2 text-left hover:bg-hover data-[popup-open]:bg-hover"
          >
            <span className="min-w-0 truncate text-ui font-semibold">
              {project?.name ?? strings.app.loading}
            </span>
            <UnseenMark unseen={worstOf(projects.filter(isOther).map(({ unseen }) => unseen))} />
            <ChevronsUpDown size={13} strokeWidth={1.75} className="shrink-0 text-ink-faint" aria-hidden />
          </button>
        }
      >
        {others.map((other) => (
          <PopMenuItem
            key={other.id}
            icon={FolderOpen}
            label={
              <span className="flex items-center gap-1.5">
                <span className="truncate">{other.name}</span>
                <UnseenMark unseen={other.unseen} />
              </span>
            }
            description={other.path}
            onChoose={() => onSwitch(other.id)}
          />
        ))}
        {others.length > 0 && <PopMenuLine />}
        {project &&
          (project.trusted ? (
            <PopMenuItem icon={ShieldOff} label={strings.trust.stop} onChoose={onUntrust} />
          ) : (
            <PopMenuItem
              icon={ShieldCheck}
              label={strings.trust.more(strings.trust.yes)}
              onChoose={() => setAsksForTrust(true)}
            />
          ))}
        <PopMenuItem icon={LayoutGrid} label={strings.shell.allProjects} onChoose={onAllProjects} />
      </PopMenu>
      {asksForTrust && project && (
        <TrustDialog
          project={project}
          onAnswered={() => setAsksForTrust(false)}
          onDismiss={() => setAsksForTrust(false)}
        />
      )}
    </>
  )
}
