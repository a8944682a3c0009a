/** What Claude Code says while it works, its calls and results with what they are (`claudeTools.ts`). Pure. */
import type { AgentOutput } from '../port.ts'
import { markedBlock, markedMessage } from '../toolMarks.ts'
import { claudeTools } from './claudeTools.ts'

export function markedOutput(output: AgentOutput): AgentOutput {
  if (output.type === 'message_added') {
    return { ...output, message: markedMessage(output.message, claudeTools) }
  }
  if (output.type === 'stream_output' && 'block' in output) {
    return { ...output, block: markedBlock(output.block, claudeTools) }
  }
  return output
}
