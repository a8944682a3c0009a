/** Finds the whole of a tool result whose page carried only a preview. Called by the blocks route. */
import type { ToolResultBlock } from '../../../shared/session.ts'
import { toContentBlocks } from '../record/blocks.ts'
import { fieldsAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { findNewest } from './findNewest.ts'
import { isOurs } from '../record/record.ts'
import type { RecordFormat } from '../record/recordFormat.ts'

/**
 * The newest result of a tool use, uncut, from a session's file or that of one of its subagents; null
 * when none has it. Rejects with the file system's error.
 */
export async function findToolResult(
  file: string,
  toolUseId: string,
  format: RecordFormat
): Promise<ToolResultBlock | null> {
  const own = await findIn(file, toolUseId, format)
  if (own !== null) return own
  for (const subagent of await format.beside.list(file)) {
    const found = await findIn(subagent, toolUseId, format)
    if (found !== null) return found
  }
  return null
}

function findIn(file: string, toolUseId: string, format: RecordFormat): Promise<ToolResultBlock | null> {
  return findNewest(file, JSON.stringify(toolUseId), (record) => resultIn(record, toolUseId, format))
}

function resultIn(record: Fields, toolUseId: string, format: RecordFormat): ToolResultBlock | null {
  for (const block of toContentBlocks(fieldsAt(record, 'message')?.['content'])) {
    if (block.type === 'tool_result' && block.tool_use_id === toolUseId) {
      return isOurs(record) ? block : format.shownResult(block)
    }
  }
  return null
}
