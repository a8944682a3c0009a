/** Calls of Claude Code's tools and their results as its adapter makes them, for tests of whatever shows or decides about them. */
import { claudeTools } from '../../electron/agent/claude/claudeTools.ts'
import type { SessionMessage, ToolResultBlock, ToolUseBlock } from '../../shared/session.ts'
import { markedMessage } from '../../electron/agent/toolMarks.ts'

export function toolUse(name: string, input: unknown, id = 't1'): ToolUseBlock {
  return { type: 'tool_use', id, name, input, ...claudeTools.factsOf(name) }
}

export function toolResult(
  content: ToolResultBlock['content'],
  { isError = false, id = 't1' }: { readonly isError?: boolean; readonly id?: string } = {}
): ToolResultBlock {
  return claudeTools.readResult({ type: 'tool_result', tool_use_id: id, content, is_error: isError })
}

export function marked(message: SessionMessage): SessionMessage {
  return markedMessage(message, claudeTools)
}

export const factsOf = claudeTools.factsOf
