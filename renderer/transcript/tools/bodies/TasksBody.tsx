/** The agent's list of things to do: at the newest call as it stands now, at an older one as that call wrote it. */
import { useContext } from 'react'
import { BodyPart } from '../BodyPart.tsx'
import type { CallProps } from '../call.ts'
import { readTodos } from '../tasks/latestTasks.ts'
import { TaskListContext } from '../tasks/TaskListContext.ts'
import { TaskRows } from '../tasks/TaskRows.tsx'
import { ResultPart } from './ResultPart.tsx'

export function TasksBody({ call }: CallProps) {
  const { tasks } = useContext(TaskListContext)
  const shown = call.isNewestTasks ? tasks : readTodos(call.use.input)
  if (call.state.kind === 'failed' || shown.length === 0) return <ResultPart call={call} />
  return (
    <BodyPart>
      <TaskRows tasks={shown} />
    </BodyPart>
  )
}
