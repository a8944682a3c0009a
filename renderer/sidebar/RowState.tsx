/** What a session does now or waits for, as one sign of its row. */
import { Cpu, SquareTerminal } from 'lucide-react'
import type { HeldBy, SessionSummary } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { Coil } from '../ui/Coil.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { UnseenMark } from '../ui/UnseenMark.tsx'

interface RowStateProps extends Pick<SessionSummary, 'unseen'> {
  readonly session: SessionSummary
  /** Requests that wait for a person. */
  readonly waiting: number
}

/** What another process does with the session. */
function HeldSign({ heldBy }: { readonly heldBy: HeldBy }) {
  const Icon = heldBy.kind === 'terminal' ? SquareTerminal : Cpu
  return (
    <span
      role="img"
      aria-label={strings.held.sign(heldBy)}
      title={strings.held.sign(heldBy)}
      className={joinClasses(
        'flex shrink-0 items-center',
        heldBy.status === 'waiting' ? 'text-warn' : 'text-ink-faint'
      )}
    >
      {heldBy.status === 'busy' ? <Coil size={14} /> : <Icon size={14} strokeWidth={1.75} aria-hidden />}
    </span>
  )
}

/** One sign: what another process does with it, else that it waits, runs, or was not looked at. */
export function RowState({ session, waiting, unseen }: RowStateProps) {
  if (session.heldBy) return <HeldSign heldBy={session.heldBy} />
  if (waiting > 0) {
    return (
      <span
        role="img"
        aria-label={strings.shell.waiting}
        className="grid h-4 min-w-4 shrink-0 place-items-center rounded-full bg-warn px-1 text-[11px] leading-none font-semibold text-surface tabular-nums"
      >
        {waiting}
      </span>
    )
  }
  if (session.state === 'idle') return <UnseenMark unseen={unseen} />
  return (
    <span role="img" aria-label={strings.shell.running} className="shrink-0">
      <Coil size={14} />
    </span>
  )
}
