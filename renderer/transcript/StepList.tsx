/** The blocks of one answer as steps on the thread. Used for messages and, nested, for subagents. */
import type { ReactNode } from 'react'
import type { ContentBlock, SessionMessage } from '../../shared/session.ts'
import { unreachable } from '../../shared/errors.ts'
import { ImageView } from './ImageView.tsx'
import { Markdown } from './markdown/Markdown.tsx'
import { Thinking } from './Thinking.tsx'
import { ToolCall } from './tools/ToolCall.tsx'
import type { TurnView } from './turnView.ts'
import { UnknownBlockView } from './UnknownBlockView.tsx'

interface StepListProps {
  readonly message: SessionMessage
  readonly view: TurnView
}

export function StepList({ message, view }: StepListProps) {
  return message.content.map((block, index) => {
    if (isEmpty(block)) return null
    const growing = message.isStreaming && index === message.content.length - 1
    return (
      <div key={index} className="strand pb-3" data-step={block.type}>
        <Step block={block} growing={growing} view={view} />
      </div>
    )
  })
}

/** Results are drawn inside the call they answer; a text that has not begun has no line. */
function isEmpty(block: ContentBlock): boolean {
  return block.type === 'tool_result' || (block.type === 'text' && block.text.trim() === '')
}

interface StepProps {
  readonly block: ContentBlock
  readonly growing: boolean
  readonly view: TurnView
}

function Step({ block, growing, view }: StepProps) {
  switch (block.type) {
    case 'text':
      return <Markdown text={block.text} />
    case 'thinking':
      return <Thinking text={block.thinking} growing={growing} />
    case 'tool_use':
      return <ToolCall use={block} view={view} steps={subagentSteps(block.id, view)} />
    case 'image':
      return <ImageView image={block} />
    case 'document':
      return <UnknownBlockView raw={block} />
    case 'unknown':
      return <UnknownBlockView raw={block.raw} />
    case 'tool_result':
      return null
    default:
      return unreachable(block)
  }
}

/** A subagent's messages as a thread inside the call that started it. */
function subagentSteps(toolUseId: string, view: TurnView): ReactNode {
  const messages = view.subagents.get(toolUseId)
  return messages?.map((message) => <StepList key={message.id} message={message} view={view} />) ?? null
}
