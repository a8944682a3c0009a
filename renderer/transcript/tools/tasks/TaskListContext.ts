/** The task list as it stands now, for the one call that shows it. Supplied by who draws the transcript. */
import { createContext } from 'react'
import { noTasks } from './latestTasks.ts'
import type { TaskList } from './latestTasks.ts'

export const TaskListContext = createContext<TaskList>(noTasks)
