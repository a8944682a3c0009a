/** A turn that failed: what happened, and the way on. State of the session, never an answer of the agent. */
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Failure } from '../../shared/errors.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { failureWords } from './failureWords.ts'

interface FailedTurnProps {
  /** Why, where it is known: the page has a sentence of its own for it. */
  readonly failure: Failure | null
  /** What happened and what can be done, in the server's words. */
  readonly what: string
  /** Sends the prompt again; null for failures further up. */
  readonly onRetry: (() => void) | null
}

export function FailedTurn({ what, failure, onRetry }: FailedTurnProps) {
  const [now] = useState(() => Date.now())
  const { sentence, said } = failureWords(failure, what, now)
  return (
    <div className="strand pb-5" data-end="true">
      <span className="strand-node top-[9px]">
        <CircleAlert size={15} strokeWidth={1.75} className="text-danger" aria-hidden />
      </span>
      <div
        className={joinClasses(
          'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-danger-line bg-danger-soft py-2 pl-3.5',
          onRetry ? 'pr-2' : 'pr-3.5'
        )}
      >
        {/* The sentence says what happened: no title above it says the same in fewer words. */}
        <p className="min-h-7 min-w-60 flex-1 py-1 text-ui wrap-anywhere whitespace-pre-wrap text-danger">
          {sentence}
          {said !== null && (
            <span dir="auto" className="mt-0.5 block text-meta text-ink-muted">
              {strings.failure.said(said)}
            </span>
          )}
        </p>
        {onRetry && (
          <Button size="small" className="self-start" onClick={onRetry}>
            {strings.session.retry}
          </Button>
        )}
      </div>
    </div>
  )
}
