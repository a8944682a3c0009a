/** What a call changes and the line that stands for it: the costly parts, computed when the call changes. */
import { useMemo } from 'react'
import type { ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import { useTranscriptSetting } from '../TranscriptContext.ts'
import { describeTool } from './describeTool.ts'
import type { ToolHeader } from './describeTool.ts'
import { editDiffs } from './diff/editDiffs.ts'
import type { EditDiff } from './diff/editDiffs.ts'

interface Described {
  readonly diffs: readonly EditDiff[]
  readonly header: ToolHeader
}

export function useDescribed(use: ToolUseBlock, result: ToolResultBlock | null): Described {
  const { projectPath } = useTranscriptSetting()
  const diffs = useMemo(() => editDiffs(use, result), [use, result])
  const header = useMemo(
    () => describeTool(use, result, projectPath, diffs),
    [use, result, projectPath, diffs]
  )
  return { diffs, header }
}
