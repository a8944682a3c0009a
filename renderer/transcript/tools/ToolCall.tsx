/** One tool call on the thread: a line that says what was done, and its inside on demand. */
import { useContext } from 'react'
import type { ReactNode } from 'react'
import type { ToolUseBlock } from '../../../shared/session.ts'
import { Fold } from '../Fold.tsx'
import type { TurnView } from '../turnView.ts'
import type { Call } from './call.ts'
import { callState } from './callState.ts'
import type { CallState } from './callState.ts'
import { isOpenAtFirst } from './isOpenAtFirst.ts'
import { TaskListContext } from './tasks/TaskListContext.ts'
import { toolBody } from './toolBody.tsx'
import { ToolLine } from './ToolLine.tsx'
import { ToolNode } from './ToolNode.tsx'
import { useDescribed } from './useDescribed.ts'

interface ToolCallProps {
  readonly use: ToolUseBlock
  readonly view: TurnView
  /** The steps of the subagent this call started, if any. */
  readonly steps: ReactNode
}

export function ToolCall({ use, view, steps }: ToolCallProps) {
  const isNewestTasks = useContext(TaskListContext).callId === use.id
  const result = view.results.get(use.id) ?? null
  const state = callState(use, result, view)
  const { diffs, header } = useDescribed(use, result)
  const call: Call = { use, result, state, diffs, steps, isNewestTasks }
  const body = toolBody(call)
  return (
    <>
      <span className="strand-node">
        <ToolNode icon={header.icon} state={state} />
      </span>
      <Fold
        head={<ToolLine header={header} state={state} steps={stepsOf(use, view)} />}
        openAtFirst={opensAtFirst(use, state, isNewestTasks)}
      >
        {body &&
          (() => (
            <div className="mt-1.5 overflow-hidden rounded-md border border-line bg-code-bg">{body()}</div>
          ))}
      </Fold>
    </>
  )
}

/** What waits for a person is shown in the card that asks. */
function opensAtFirst(use: ToolUseBlock, state: CallState, isNewestTasks: boolean): boolean {
  if (state.kind === 'waiting') return false
  return state.kind === 'failed' || isNewestTasks || isOpenAtFirst(use)
}

/** What its subagent did so far, in calls of its own; null when it started none. */
function stepsOf({ id }: ToolUseBlock, view: TurnView): number | null {
  const messages = view.subagents.get(id)
  if (messages === undefined) return null
  return messages.reduce(
    (sum, { content }) => sum + content.filter(({ type }) => type === 'tool_use').length,
    0
  )
}
