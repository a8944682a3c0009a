/** The end of the thread while a turn runs: working, stopping, or waiting for the model with a countdown. */
import { Hourglass } from 'lucide-react'
import { useState } from 'react'
import { unreachable } from '../../shared/errors.ts'
import type { TurnRetry, TurnState } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { Coil } from '../ui/Coil.tsx'
import { useNow } from '../ui/useNow.ts'
import { retryWords } from './failureWords.ts'

interface LiveEndProps {
  readonly turn: Exclude<TurnState, 'idle'>
  readonly retry: TurnRetry | null
  /** ISO time of the prompt this turn answers, null when it is not loaded. */
  readonly since: string | null
  /** A request waits for a person: the agent does nothing until it is answered. */
  readonly waiting: boolean
}

export function LiveEnd({ turn, retry, since, waiting }: LiveEndProps) {
  return (
    <div className="strand pb-3" data-end="true">
      <span className="strand-node">
        {waiting ? (
          <Hourglass size={15} strokeWidth={1.75} className="text-warn" aria-hidden />
        ) : (
          <Coil size={16} className={retry ? 'text-warn' : 'text-accent'} />
        )}
      </span>
      <p className="min-h-[21px] text-ui text-ink-muted">
        {retry && turn === 'running' ? (
          <RetryWords key={retry.attempt} retry={retry} />
        ) : (
          <WorkWords turn={turn} since={since} waiting={waiting} />
        )}
      </p>
    </div>
  )
}

function WorkWords({ turn, since, waiting }: Omit<LiveEndProps, 'retry'>) {
  const now = useNow(1000)
  const seconds = since === null ? 0 : Math.floor((now - Date.parse(since)) / 1000)
  switch (turn) {
    case 'interrupting':
      return strings.session.stopping
    case 'running':
      if (waiting) return strings.session.waitingForYou
      return (
        <>
          {strings.session.working}
          {seconds >= 3 && (
            <span className="tabular-nums text-ink-faint">{` · ${strings.session.lasted(seconds * 1000)}`}</span>
          )}
        </>
      )
    default:
      return unreachable(turn)
  }
}

/** Counts down from when it appeared: `delayMs` counts from the event that brought it. */
function RetryWords({ retry }: { readonly retry: TurnRetry }) {
  const [from] = useState(() => Date.now())
  const now = useNow(500)
  const seconds = Math.ceil((from + retry.delayMs - now) / 1000)
  const reason = retryWords(retry.error)
  return (
    <span className="wrap-anywhere text-warn">
      {seconds > 0
        ? strings.session.retrying(reason, seconds, retry.attempt, retry.limit)
        : strings.session.retryingNow(reason, retry.attempt, retry.limit)}
    </span>
  )
}
