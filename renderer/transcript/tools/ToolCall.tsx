/** One tool call on the thread: a line that says what was done, and its inside on demand. */
import { useContext, useMemo } from 'react'
import type { ReactNode } from 'react'
import type { ToolUseBlock } from '../../../shared/session.ts'
import { Fold } from '../Fold.tsx'
import { useTranscriptSetting } from '../TranscriptContext.ts'
import type { TurnView } from '../turnView.ts'
import type { Call } from './call.ts'
import { callState } from './callState.ts'
import { describeTool } from './describeTool.ts'
import type { ToolIcon } from './describeTool.ts'
import { editDiffs } from './diff/editDiffs.ts'
import { TaskListContext } from './tasks/TaskListContext.ts'
import { toolBody } from './toolBody.tsx'
import { ToolLine } from './ToolLine.tsx'
import { ToolNode } from './ToolNode.tsx'

/** Drawn open at first: what changed or was run is what a reader wants to see. */
const OPEN: ReadonlySet<ToolIcon> = new Set<ToolIcon>(['edit', 'write', 'run', 'plan', 'ask'])

interface ToolCallProps {
  readonly use: ToolUseBlock
  readonly view: TurnView
  /** The steps of the subagent this call started, if any. */
  readonly steps: ReactNode
}

export function ToolCall({ use, view, steps }: ToolCallProps) {
  const { projectPath } = useTranscriptSetting()
  const isNewestTasks = useContext(TaskListContext).callId === use.id
  const result = view.results.get(use.id) ?? null
  const state = callState(use, result, view)
  const diffs = useMemo(() => editDiffs(use, result), [use, result])
  const header = useMemo(
    () => describeTool(use, result, projectPath, diffs),
    [use, result, projectPath, diffs]
  )
  const call: Call = { use, result, state, diffs, steps, isNewestTasks }
  const body = toolBody(call)
  return (
    <>
      <span className="strand-node">
        <ToolNode icon={header.icon} state={state} />
      </span>
      <Fold
        head={<ToolLine header={header} state={state} steps={stepsOf(use, view)} />}
        openAtFirst={state.kind === 'failed' || isNewestTasks || OPEN.has(header.icon)}
      >
        {body &&
          (() => (
            <div className="mt-1.5 overflow-hidden rounded-md border border-line bg-code-bg">{body()}</div>
          ))}
      </Fold>
    </>
  )
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
