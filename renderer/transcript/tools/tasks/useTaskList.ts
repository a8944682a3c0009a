/**
 * The task list of the session on screen. Keeps its identity while nothing of it changes: the settled run is
 * read when a message settles, the short open run with every delta.
 */
import { useMemo } from 'react'
import type { SessionMessage, ToolUseBlock } from '../../../../shared/session.ts'
import type { ToolResultLookup } from '../../toolResults.ts'
import { taskCalls, tasksOf } from './latestTasks.ts'
import type { TaskList } from './latestTasks.ts'

const NONE: readonly ToolUseBlock[] = []

export function useTaskList(
  settled: readonly SessionMessage[],
  open: readonly SessionMessage[],
  results: ToolResultLookup
): TaskList {
  const past = useMemo(() => taskCalls(settled), [settled])
  const fresh = taskCalls(open)
  const now = fresh.length === 0 ? NONE : fresh
  return useMemo(() => tasksOf([...past, ...now], results), [past, now, results])
}
