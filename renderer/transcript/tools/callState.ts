/** How far a tool call has come, and whose doing it was that it came no further. Pure. */
import type { ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import { unreachable } from '../../../shared/errors.ts'
import { isPutToPerson } from '../../../shared/tool.ts'
import { toolState } from '../turnView.ts'
import type { TurnView } from '../turnView.ts'
import { resultText } from './resultText.ts'

export type CallState =
  | { readonly kind: 'running' | 'waiting' | 'done' | 'failed' | 'stopped' }
  /** A person said no; `note` is what they wrote with it. */
  | { readonly kind: 'denied'; readonly note: string | null }
  /** The session's mode let it not be done, and nobody was asked. */
  | { readonly kind: 'held'; readonly because: 'plan_mode' | 'dont_ask' }

export function callState(use: ToolUseBlock, result: ToolResultBlock | null, view: TurnView): CallState {
  const state = toolState(use.id, result, view)
  switch (state) {
    case 'failed':
      return result === null ? { kind: 'failed' } : stateAtEnd(use, result)
    case 'running':
    case 'waiting':
    case 'done':
    case 'stopped':
      return { kind: state }
    default:
      return unreachable(state)
  }
}

/** Where the block does not say how it ended: nothing but a person ends what is put to them, and their words are all there is. */
function stateAtEnd(use: ToolUseBlock, result: ToolResultBlock): CallState {
  const { ending } = result
  if (ending !== undefined) return ending.kind === 'failed' ? { kind: 'failed' } : ending
  if (!isPutToPerson(use)) return { kind: 'failed' }
  const said = resultText(result).trim()
  return { kind: 'denied', note: said === '' ? null : said }
}
