/**
 * What the blocks of a message need to know beyond themselves: results of tool calls, messages of
 * subagents, whether the turn still runs. Made by `Transcript`, compared by `MessageView`.
 */
import type { SessionMessage, ToolResultBlock } from '../../shared/session.ts'
import type { ToolResultLookup } from './toolResults.ts'

export interface TurnView {
  readonly results: ToolResultLookup
  /** Messages of subagents by the tool use that started them. */
  readonly subagents: ReadonlyMap<string, readonly SessionMessage[]>
  /** Tool uses whose result is their output so far: they still run. */
  readonly growing: ReadonlySet<string>
  /** Tool uses that wait for a person's permission. */
  readonly waiting: ReadonlySet<string>
  /** Whether the turn these messages belong to still runs. */
  readonly live: boolean
}

export type ToolState = 'running' | 'waiting' | 'done' | 'failed' | 'stopped'

export function toolState(toolUseId: string, result: ToolResultBlock | null, view: TurnView): ToolState {
  if (view.live && view.growing.has(toolUseId)) return 'running'
  if (result !== null) return result.is_error ? 'failed' : 'done'
  if (!view.live) return 'stopped'
  return view.waiting.has(toolUseId) ? 'waiting' : 'running'
}

/** Messages of subagents, by the tool use they belong to, oldest first. */
export function groupSubagents(
  messages: readonly SessionMessage[]
): ReadonlyMap<string, readonly SessionMessage[]> {
  const groups = new Map<string, SessionMessage[]>()
  for (const message of messages) {
    if (message.parentToolUseId === undefined) continue
    const group = groups.get(message.parentToolUseId)
    if (group) group.push(message)
    else groups.set(message.parentToolUseId, [message])
  }
  return groups
}

/** Whether `message` would be drawn the same with either view, so that it need not be drawn again. */
export function looksTheSame(message: SessionMessage, before: TurnView, after: TurnView): boolean {
  if (before === after) return true
  return message.content.every((block) => {
    if (block.type !== 'tool_use') return true
    return (
      before.live === after.live &&
      before.results.get(block.id) === after.results.get(block.id) &&
      before.growing.has(block.id) === after.growing.has(block.id) &&
      before.waiting.has(block.id) === after.waiting.has(block.id) &&
      sameList(before.subagents.get(block.id), after.subagents.get(block.id)) &&
      (after.subagents.get(block.id) ?? []).every((inner) => looksTheSame(inner, before, after))
    )
  })
}

function sameList(
  before: readonly SessionMessage[] | undefined,
  after: readonly SessionMessage[] | undefined
): boolean {
  if (before === undefined || after === undefined) return before === after
  return before.length === after.length && before.every((message, index) => message === after[index])
}
