/**
 * One message of the transcript, as an `article`. Drawn again only when the message itself, a
 * result of its tool calls or the life of its turn changed: a delta redraws one of these.
 */
import { memo } from 'react'
import type { ReactNode } from 'react'
import { unreachable } from '../../shared/errors.ts'
import type { SessionMessage } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { FoldPlace, Reveal } from './FoldMemory.ts'
import type { RevealedBlock } from './revealedBlock.ts'
import { StepList } from './StepList.tsx'
import { SystemNotice } from './SystemNotice.tsx'
import { useTranscriptSetting } from './TranscriptContext.ts'
import { looksTheSame } from './turnView.ts'
import type { TurnView } from './turnView.ts'
import { UserMessage } from './UserMessage.tsx'

interface MessageViewProps {
  readonly message: SessionMessage
  readonly view: TurnView
  /** Its place among the rows, and how many there are; -1 while older ones are not loaded. */
  readonly place: number
  readonly outOf: number
  /** Set while what hides a hit inside this row is to be open. */
  readonly revealed: RevealedBlock | null
  /** Sends the prompt again; set on the newest message when its turn failed. */
  readonly onRetry: (() => void) | null
}

export const MessageView = memo(function MessageView(props: MessageViewProps) {
  const { message } = props
  const { agentName } = useTranscriptSetting()
  return (
    <article
      data-message={message.id}
      data-role={message.role}
      aria-label={speakerOf(message, agentName)}
      aria-posinset={props.place}
      aria-setsize={props.outOf}
    >
      <MessageBody {...props} />
    </article>
  )
}, drawsTheSame)

function drawsTheSame(before: MessageViewProps, after: MessageViewProps): boolean {
  return (
    before.message === after.message &&
    before.revealed === after.revealed &&
    before.onRetry === after.onRetry &&
    before.place === after.place &&
    before.outOf === after.outOf &&
    looksTheSame(after.message, before.view, after.view)
  )
}

function MessageBody({ message, view, revealed, onRetry }: MessageViewProps): ReactNode {
  switch (message.role) {
    case 'user':
      return (
        <Whole message={message} revealed={revealed}>
          <UserMessage messageId={message.id} content={message.content} />
        </Whole>
      )
    case 'assistant':
      return <StepList message={message} view={view} revealed={revealed} />
    case 'system':
      return (
        <Whole message={message} revealed={revealed}>
          <SystemNotice message={message} onRetry={onRetry} />
        </Whole>
      )
    default:
      return unreachable(message.role)
  }
}

interface WholeProps {
  readonly message: SessionMessage
  readonly revealed: RevealedBlock | null
  readonly children: ReactNode
}

/** A message that is opened as one; the steps of an answer are opened each by itself. */
function Whole({ message, revealed, children }: WholeProps) {
  const isRevealed = revealed !== null && revealed.messageId === message.id
  return (
    <FoldPlace value={message.id}>
      <Reveal value={isRevealed ? revealed.times : 0}>{children}</Reveal>
    </FoldPlace>
  )
}

function speakerOf(message: SessionMessage, agentName: string): string {
  if (message.role === 'user') return strings.session.you
  return message.role === 'assistant' ? agentName : strings.session.system
}
