/** Tells screen readers that a turn ended or needs them: once, in a sentence, never token by token. */
import { unreachable } from '../../shared/errors.ts'
import type { TurnEnd, TurnState } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
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
  if (waiting) return strings.session.needsPermission(agent)
  if (turn !== 'idle' || lastTurn === null) return ''
  switch (lastTurn.outcome) {
    case 'done':
      return strings.session.turnDone(agent)
    case 'failed':
      return strings.session.turnFailed(agent)
    case 'interrupted':
      return strings.session.turnInterrupted(agent)
    default:
      return unreachable(lastTurn.outcome)
  }
}
