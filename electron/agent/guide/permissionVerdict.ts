/** What a permission mode says to one of the guide's tools. Pure. */
import { unreachable } from '../../../shared/errors.ts'
import type { PermissionMode } from '../../../shared/session.ts'
import type { ToolCall } from './toolCall.ts'

export type Verdict = 'allow' | 'ask' | 'deny'

/**
 * Looking is always allowed: the guide looks nowhere but into the project. `warns`: the file decides what runs later,
 * so accepting edits is not enough.
 */
export function permissionVerdict(mode: PermissionMode, toolName: ToolCall['name'], warns: boolean): Verdict {
  switch (toolName) {
    case 'LS':
    case 'Read':
    case 'Grep':
      return 'allow'
    case 'Write':
    case 'Edit':
      return mode === 'acceptEdits' && !warns ? 'allow' : changing(mode)
    case 'Bash':
      return changing(mode)
    default:
      return unreachable(toolName)
  }
}

function changing(mode: PermissionMode): Verdict {
  switch (mode) {
    case 'default':
    case 'acceptEdits':
      return 'ask'
    case 'plan':
      return 'deny'
    case 'bypassPermissions':
      return 'allow'
    default:
      // A mode of another version allows nothing by itself.
      return 'ask'
  }
}
