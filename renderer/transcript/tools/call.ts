/** One tool call as its inside is drawn: what was asked, what came of it, how far it is. Made by `ToolCall`. */
import type { ReactNode } from 'react'
import type { ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import type { CallState } from './callState.ts'
import type { EditDiff } from './diff/editDiffs.ts'

export interface Call {
  readonly use: ToolUseBlock
  readonly result: ToolResultBlock | null
  readonly state: CallState
  /** What it changes; empty for all but edits. */
  readonly diffs: readonly EditDiff[]
  /** The steps of the subagent it started; null when none are known. */
  readonly steps: ReactNode
  /** It wrote the newest state of the task list. */
  readonly isNewestTasks: boolean
}

export interface CallProps {
  readonly call: Call
}
