/**
 * How the newest answer of a thread grows: block by block as it is streamed, and then once more as Claude Code says each
 * block whole. Does no I/O; the answers are `LiveTranscript`'s.
 */
import { isDeepStrictEqual } from 'node:util'
import type { ContentBlock } from '../../../shared/session.ts'
import { unreachable } from '../../../shared/errors.ts'
import { toContentBlocks } from '../../transcript/record/blocks.ts'
import type { AgentOutput } from '../port.ts'
import type { StreamEvent } from './frames.ts'
import type { OpenBlock, OpenMessage } from './toldFrames.ts'

/** One event of its stream. A tool's input is left to the whole block. */
export function streamInto(
  open: OpenMessage,
  event: Exclude<StreamEvent, { type: 'message_start' | 'message_stop' }>
): AgentOutput[] {
  const messageId = open.head.id
  switch (event.type) {
    case 'content_block_start': {
      const [block] = toContentBlocks([event.content_block])
      if (!block) return []
      const index = open.blocks.length
      open.blocks.push({ block, streamIndex: event.index, isOpen: true, isConfirmed: false, frame: null })
      return [{ type: 'stream_output', messageId, index, block }]
    }
    case 'content_block_delta': {
      const { delta } = event
      if ('content' in delta) return putSummary(open, event.index, delta)
      const index = open.blocks.findLastIndex(({ streamIndex }) => streamIndex === event.index)
      const target = open.blocks[index]
      if (!target) return []
      if ('text' in delta && target.block.type === 'text') {
        target.block = { type: 'text', text: target.block.text + delta.text }
        return delta.text === '' ? [] : [{ type: 'stream_output', messageId, index, append: delta.text }]
      }
      if ('thinking' in delta && target.block.type === 'thinking') {
        target.block = { type: 'thinking', thinking: target.block.thinking + delta.thinking }
        return delta.thinking === ''
          ? []
          : [{ type: 'stream_output', messageId, index, append: delta.thinking }]
      }
      // A tool's input grows as JSON that means nothing before it is whole; the whole block follows.
      return []
    }
    case 'content_block_stop': {
      const target = open.blocks.findLast(({ streamIndex }) => streamIndex === event.index)
      if (target) target.isOpen = false
      return []
    }
    default:
      return unreachable(event)
  }
}

/** A summary begins as a block that says nothing, which is not shown; its delta holds the whole of it. */
function putSummary(
  open: OpenMessage,
  streamIndex: number,
  summary: {
    readonly content?: string | null | undefined
    readonly encrypted_content?: string | null | undefined
  }
): AgentOutput[] {
  const [block] = toContentBlocks([{ ...summary, type: 'compaction' }])
  if (!block) return []
  const found = open.blocks.findLastIndex((other) => other.streamIndex === streamIndex)
  const index = found === -1 ? open.blocks.length : found
  const streamed = open.blocks[index]
  if (streamed) streamed.block = block
  else open.blocks.push({ block, streamIndex, isOpen: true, isConfirmed: false, frame: null })
  return [{ type: 'stream_output', messageId: open.head.id, index, block }]
}

/** Of a block that did not come by stream. */
export const spoken = { streamIndex: null, isOpen: false, isConfirmed: true } as const

/** Puts the blocks Claude Code said whole in the place of the streamed ones, where they differ. */
export function confirm(
  open: OpenMessage,
  content: readonly ContentBlock[],
  frame: string | null
): AgentOutput[] {
  return content.flatMap((block): AgentOutput[] => {
    const found = placeOf(open, block)
    const index = found === -1 ? open.blocks.length : found
    const streamed = open.blocks[index]
    if (!streamed) {
      open.blocks.push({ ...spoken, block, frame })
    } else {
      streamed.isConfirmed = true
      streamed.frame = frame
      if (isDeepStrictEqual(streamed.block, block)) return []
      streamed.block = block
    }
    return [{ type: 'stream_output', messageId: open.head.id, index, block }]
  })
}

/** A frame does not say its block's index: a tool use is known by its id, others come before their stop. */
function placeOf({ blocks }: OpenMessage, block: ContentBlock): number {
  if (block.type === 'tool_use') {
    return blocks.findIndex((other) => other.block.type === 'tool_use' && other.block.id === block.id)
  }
  if (block.type === 'tool_result') {
    return blocks.findIndex(
      (other) => other.block.type === 'tool_result' && other.block.tool_use_id === block.tool_use_id
    )
  }
  const isCandidate = (other: OpenBlock): boolean => !other.isConfirmed && other.block.type === block.type
  const open = blocks.findLastIndex((other) => other.isOpen && isCandidate(other))
  return open === -1 ? blocks.findLastIndex(isCandidate) : open
}

/** Blocks of nothing but blanks are never said whole, and stand in the transcript of a message that came to its end. */
export function keepBlank({ blocks }: OpenMessage): void {
  for (const open of blocks) {
    if (open.block.type === 'text' && open.block.text.trim() === '') open.isConfirmed = true
  }
}

export function isEmpty(block: ContentBlock): boolean {
  return (block.type === 'text' && block.text === '') || (block.type === 'thinking' && block.thinking === '')
}
