/** Finds the whole of a tool result whose page carried only a preview. Called by the blocks route. */
import type { ToolResultBlock } from '../../shared/session.ts'
import { toContentBlocks } from './blocks.ts'
import { fieldsAt } from './fields.ts'
import type { Fields } from './fields.ts'
import { findNewest } from './findNewest.ts'

/** The newest result of a tool use, uncut; null when the file has none. Rejects with the file system's error. */
export function findToolResult(file: string, toolUseId: string): Promise<ToolResultBlock | null> {
  return findNewest(file, JSON.stringify(toolUseId), (record) => resultIn(record, toolUseId))
}

function resultIn(record: Fields, toolUseId: string): ToolResultBlock | null {
  for (const block of toContentBlocks(fieldsAt(record, 'message')?.['content'])) {
    if (block.type === 'tool_result' && block.tool_use_id === toolUseId) return block
  }
  return null
}
