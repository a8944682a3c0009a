/**
 * Joins tool calls with their results by `tool_use_id`. Pure; the transcript calls it with the
 * settled run (memoised, so a delta costs nothing) and with the short open run.
 */
import type { SessionMessage, ToolResultBlock } from '../../shared/session.ts'

/** A later result for the same call replaces the earlier one. */
export function selectToolResults(messages: readonly SessionMessage[]): ReadonlyMap<string, ToolResultBlock> {
  const results = new Map<string, ToolResultBlock>()
  for (const message of messages) {
    for (const block of message.content) {
      if (block.type === 'tool_result') results.set(block.tool_use_id, block)
    }
  }
  return results
}

const none: ReadonlySet<string> = new Set()

/** The calls whose result is only their output so far: it stands in a message that streams. */
export function selectGrowing(messages: readonly SessionMessage[]): ReadonlySet<string> {
  const growing = messages.flatMap(({ isStreaming, content }) =>
    isStreaming ? content.flatMap((block) => (block.type === 'tool_result' ? [block.tool_use_id] : [])) : []
  )
  return growing.length === 0 ? none : new Set(growing)
}

export interface ToolResultLookup {
  get(toolUseId: string): ToolResultBlock | undefined
}

/** Looks in the open run first. Copies nothing, so it may be made anew for every delta. */
export function joinToolResults(settled: ToolResultLookup, open: ToolResultLookup): ToolResultLookup {
  return { get: (toolUseId) => open.get(toolUseId) ?? settled.get(toolUseId) }
}
