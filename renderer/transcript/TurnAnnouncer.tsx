/** Tells screen readers that a turn ended or needs them: once, in a sentence, never token by token. */
import { unreachable } from '../../shared/errors.ts'
import type { TurnEnd, TurnState } from '../../shared/session.ts'
import { en } from '../strings/en.ts'
import { useTranscriptSetting } from './TranscriptContext.ts'

interface TurnAnnouncerProps {
  readonly turn: TurnState
  readonly lastTurn: TurnEnd | null
  readonly waiting: boolean
}

export function TurnAnnouncer({ turn, lastTurn, waiting }: TurnAnnouncerProps) {
  const { agentName } = useTranscriptSetting()
  return (
    <div aria-live="polite" className="sr-only">
      {announcement(agentName, turn, lastTurn, waiting)}
    </div>
  )
}

function announcement(agent: string, turn: TurnState, lastTurn: TurnEnd | null, waiting: boolean): string {
  if (waiting) return en.session.needsPermission(agent)
  if (turn !== 'idle' || lastTurn === null) return ''
  switch (lastTurn.outcome) {
    case 'done':
      return en.session.turnDone(agent)
    case 'failed':
      return en.session.turnFailed(agent)
    case 'interrupted':
      return en.session.turnInterrupted(agent)
    default:
      return unreachable(lastTurn.outcome)
  }
}
