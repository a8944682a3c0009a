/**
 * One message of the transcript, as an `article`. Drawn again only when the message itself, a
 * result of its tool calls or the life of its turn changed: a delta redraws one of these.
 */
import { memo } from 'react'
import type { ReactNode } from 'react'
import { unreachable } from '../../shared/errors.ts'
import type { SessionMessage } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { StepList } from './StepList.tsx'
import { SystemNotice } from './SystemNotice.tsx'
import { useTranscriptSetting } from './TranscriptContext.ts'
import { looksTheSame } from './turnView.ts'
import type { TurnView } from './turnView.ts'
import { UserMessage } from './UserMessage.tsx'

interface MessageViewProps {
  readonly message: SessionMessage
  readonly view: TurnView
}

export const MessageView = memo(function MessageView({ message, view }: MessageViewProps) {
  const { agentName } = useTranscriptSetting()
  return (
    <article data-message={message.id} data-role={message.role} aria-label={speakerOf(message, agentName)}>
      <MessageBody message={message} view={view} />
    </article>
  )
}, drawsTheSame)

function drawsTheSame(before: MessageViewProps, after: MessageViewProps): boolean {
  return before.message === after.message && looksTheSame(after.message, before.view, after.view)
}

function MessageBody({ message, view }: MessageViewProps): ReactNode {
  switch (message.role) {
    case 'user':
      return <UserMessage content={message.content} />
    case 'assistant':
      return <StepList message={message} view={view} />
    case 'system':
      return <SystemNotice message={message} />
    default:
      return unreachable(message.role)
  }
}

function speakerOf(message: SessionMessage, agentName: string): string {
  if (message.role === 'user') return strings.session.you
  return message.role === 'assistant' ? agentName : strings.session.system
}

/** Results and the messages of subagents are drawn inside the call they belong to. */
export function hasRow(message: SessionMessage): boolean {
  if (message.parentToolUseId !== undefined) return false
  return message.role !== 'user' || message.content.some((block) => block.type !== 'tool_result')
}
