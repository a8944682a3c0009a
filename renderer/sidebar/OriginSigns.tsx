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

interface BranchSignProps {
  readonly branch: string | null | undefined
  readonly className?: string
}

export function BranchSign({ branch, className }: BranchSignProps) {
  if (!branch) return null
  return (
    <span
      title={strings.home.branch(branch)}
      className={joinClasses('flex min-w-0 items-center gap-1 text-meta text-ink-faint', className)}
    >
      <GitBranch
        size={12}
        strokeWidth={1.75}
        role="img"
        aria-label={strings.home.branch('')}
        className="shrink-0"
      />
      <bdi className="truncate">{branch}</bdi>
    </span>
  )
}
