/** The blocks of one answer as steps on the thread. Used for messages and, nested, for subagents. */
import type { ReactNode } from 'react'
import type { ContentBlock, SessionMessage } from '../../shared/session.ts'
import { unreachable } from '../../shared/errors.ts'
import { DocumentStep } from './DocumentChip.tsx'
import { FoldPlace, Reveal } from './FoldMemory.ts'
import { ImageView } from './ImageView.tsx'
import { Markdown } from './markdown/Markdown.tsx'
import type { RevealedBlock } from './revealedBlock.ts'
import { Thinking } from './Thinking.tsx'
import { ToolCall } from './tools/ToolCall.tsx'
import type { TurnView } from './turnView.ts'
import { UnknownBlockView } from './UnknownBlockView.tsx'

interface StepListProps {
  readonly message: SessionMessage
  readonly view: TurnView
  readonly revealed: RevealedBlock | null
}

export function StepList({ message, view, revealed }: StepListProps) {
  return message.content.map((block, index) => {
    if (isEmpty(block)) return null
    const growing = message.isStreaming && index === message.content.length - 1
    return (
      <div key={index} className="strand pb-3" data-step={block.type} data-block={`${message.id}:${index}`}>
        <FoldPlace value={`${message.id}:${index}`}>
          <Reveal value={isRevealed(message, index, block, revealed, view) ? (revealed?.times ?? 0) : 0}>
            <Step block={block} growing={growing} view={view} revealed={revealed} />
          </Reveal>
        </FoldPlace>
      </div>
    )
  })
}

/** Results are drawn inside the call they answer; a text that has not begun has no line. */
function isEmpty(block: ContentBlock): boolean {
  return block.type === 'tool_result' || (block.type === 'text' && block.text.trim() === '')
}

/** A call also holds its result, and everything its subagent said. */
function isRevealed(
  message: SessionMessage,
  index: number,
  block: ContentBlock,
  revealed: RevealedBlock | null,
  view: TurnView
): boolean {
  if (revealed === null) return false
  if (revealed.messageId === message.id) return revealed.blockIndex === index
  return block.type === 'tool_use' && holdsMessage(block.id, revealed.messageId, view)
}

function holdsMessage(toolUseId: string, messageId: string, view: TurnView): boolean {
  return (view.subagents.get(toolUseId) ?? []).some(
    (inner) =>
      inner.id === messageId ||
      inner.content.some((block) => block.type === 'tool_use' && holdsMessage(block.id, messageId, view))
  )
}

interface StepProps {
  readonly block: ContentBlock
  readonly growing: boolean
  readonly view: TurnView
  readonly revealed: RevealedBlock | null
}

function Step({ block, growing, view, revealed }: StepProps) {
  switch (block.type) {
    case 'text':
      return <Markdown text={block.text} isGrowing={growing} />
    case 'thinking':
      return <Thinking text={block.thinking} growing={growing} isSecret={block.redacted === true} />
    case 'tool_use':
      return <ToolCall use={block} view={view} steps={subagentSteps(block.id, view, revealed)} />
    case 'image':
      return <ImageView image={block} />
    case 'document':
      return <DocumentStep document={block} />
    case 'unknown':
      return <UnknownBlockView raw={block.raw} />
    case 'tool_result':
      return null
    default:
      return unreachable(block)
  }
}

/** A subagent's messages as a thread inside the call that started it. */
function subagentSteps(toolUseId: string, view: TurnView, revealed: RevealedBlock | null): ReactNode {
  const messages = view.subagents.get(toolUseId)
  return (
    messages?.map((message) => (
      <StepList key={message.id} message={message} view={view} revealed={revealed} />
    )) ?? null
  )
}
