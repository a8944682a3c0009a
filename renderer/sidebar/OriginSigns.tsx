/** Where a session began and on which branch its agent was, as quiet signs. Nothing for one that began here. */
import { Cpu, GitBranch, Plug, SquareTerminal } from 'lucide-react'
import type { SessionSummary } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { joinClasses } from '../ui/joinClasses.ts'

const icons = { terminal: SquareTerminal, background: Cpu, other: Plug }

export function OriginSign({ origin }: Pick<SessionSummary, 'origin'>) {
  if (origin === undefined || origin === 'skein') return null
  const Icon = icons[origin]
  const words = strings.home.origin[origin]
  return (
    <span role="img" aria-label={words} title={words} className="shrink-0 text-ink-faint">
      <Icon size={13} strokeWidth={1.75} aria-hidden />
    </span>
  )
}

/** Whether a branch is worth a sign: on these most sessions are. */
export function isApart(branch: string | null | undefined): branch is string {
  return typeof branch === 'string' && branch !== '' && !/^(?:main|master|HEAD)$/.test(branch)
}

/** The sign alone: its name is said and shown on hover. */
export function BranchMark({ branch }: { readonly branch: string }) {
  const words = strings.home.branch(branch)
  return (
    <span role="img" aria-label={words} title={words} className="shrink-0 text-ink-faint">
      <GitBranch size={13} strokeWidth={1.75} aria-hidden />
    </span>
  )
}

interface BranchNameProps {
  readonly branch: string
  readonly className?: string
}

export function BranchName({ branch, className }: BranchNameProps) {
  return (
    <span
      title={strings.home.branch(branch)}
      className={joinClasses('flex min-w-0 items-center gap-1 text-meta text-ink-faint', className)}
    >
      <GitBranch size={12} strokeWidth={1.75} className="shrink-0" aria-hidden />
      <span className="sr-only">{strings.home.onBranch}</span>
      <bdi className="truncate">{branch}</bdi>
    </span>
  )
}
