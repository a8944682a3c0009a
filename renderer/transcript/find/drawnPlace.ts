/**
 * Where a block of a message is drawn: results stand inside the call they answer, a subagent's messages
 * inside the call that started it. Pure.
 */
import type { SessionMessage, ToolUseBlock } from '../../../shared/session.ts'

export interface DrawnPlace {
  /** The message whose row it is in. */
  readonly row: string
  /** The message and block it is part of there. */
  readonly messageId: string
  readonly blockIndex: number
  /** Of a result: the call it stands below. */
  readonly call: ToolUseBlock | null
}

/** @returns null when the message, or the call it belongs to, is not among these */
export function drawnPlace(
  messages: readonly SessionMessage[],
  messageId: string,
  blockIndex: number
): DrawnPlace | null {
  const message = messages.findLast(({ id }) => id === messageId)
  if (!message) return null
  const block = message.content[blockIndex]
  if (block?.type === 'tool_result') {
    const call = findCall(messages, block.tool_use_id)
    if (call === null) return null
    const row = rowOf(messages, call.message)
    return row === null
      ? null
      : { row, messageId: call.message.id, blockIndex: call.blockIndex, call: call.use }
  }
  const row = rowOf(messages, message)
  return row === null ? null : { row, messageId, blockIndex, call: null }
}

/** Subagents of subagents; messages that say they stand in themselves are nowhere. */
const DEEPEST = 50

function rowOf(messages: readonly SessionMessage[], message: SessionMessage): string | null {
  let inside = message
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    if (inside.parentToolUseId === undefined) return inside.id
    const call = findCall(messages, inside.parentToolUseId)
    if (call === null) return null
    inside = call.message
  }
  return null
}

interface Call {
  readonly message: SessionMessage
  readonly blockIndex: number
  readonly use: ToolUseBlock
}

function findCall(messages: readonly SessionMessage[], toolUseId: string): Call | null {
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const message = messages[at]
    for (const [blockIndex, block] of message?.content.entries() ?? []) {
      if (message && block.type === 'tool_use' && block.id === toolUseId)
        return { message, blockIndex, use: block }
    }
  }
  return null
}
