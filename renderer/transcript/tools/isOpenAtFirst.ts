/** Which calls are drawn open at first: what changed or was run is what a reader wants to see. Pure. */
import { unreachable } from '../../../shared/errors.ts'
import type { ToolFacts } from '../../../shared/tool.ts'

export function isOpenAtFirst({ kind = 'other', variant }: ToolFacts): boolean {
  switch (kind) {
    case 'command':
      return variant !== 'watch'
    case 'edit':
    case 'question':
      return true
    case 'plan':
      return variant !== 'begin'
    case 'task':
      return variant === 'advice'
    case 'read':
    case 'search':
    case 'fetch':
    case 'todo':
    case 'other':
      return false
    default:
      return unreachable(kind)
  }
}
