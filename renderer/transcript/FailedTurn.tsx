/** A turn that failed: what happened, and the way on. State of the session, never an answer of the agent. */
import { CircleAlert } from 'lucide-react'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'

interface FailedTurnProps {
  /** What happened and what can be done, in the server's words. */
  readonly what: string
  /** Sends the prompt again; absent for failures further up. */
  readonly onRetry?: () => void
}

export function FailedTurn({ what, onRetry }: FailedTurnProps) {
  return (
    <div className="strand pb-4" data-end="true">
      <span className="strand-node top-[9px]">
        <CircleAlert size={15} strokeWidth={1.75} className="text-danger" aria-hidden />
      </span>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-danger-line bg-danger-soft px-3.5 py-2.5">
        <div className="min-w-60 flex-1">
          <p className="text-ui font-medium text-danger">{strings.session.failedTitle}</p>
          <p className="text-ui wrap-anywhere whitespace-pre-wrap">{what}</p>
        </div>
        {onRetry && (
          <Button size="small" onClick={onRetry}>
            {strings.session.retry}
          </Button>
        )}
      </div>
    </div>
  )
}
