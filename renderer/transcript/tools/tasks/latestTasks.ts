/**
 * The agent's list of things to do as it stands now, out of all the calls that wrote it: `TodoWrite` writes
 * the whole list each time, `TaskCreate` and `TaskUpdate` a task at a time. Pure.
 */
import { z } from 'zod'
import type { SessionMessage, ToolResultBlock, ToolUseBlock } from '../../../../shared/session.ts'
import { selectToolResults } from '../../toolResults.ts'
import type { ToolResultLookup } from '../../toolResults.ts'

export type TaskStatus = 'pending' | 'in_progress' | 'completed'

export interface Task {
  readonly text: string
  readonly status: TaskStatus
}

export interface TaskList {
  readonly tasks: readonly Task[]
  /** The newest call that changed it, null when there is no list. */
  readonly callId: string | null
}

export const noTasks: TaskList = { tasks: [], callId: null }

/** The list after these messages, oldest first. What subagents list is theirs and left out. */
export function latestTasks(messages: readonly SessionMessage[]): TaskList {
  return tasksOf(taskCalls(messages), selectToolResults(messages))
}

const TASK_TOOLS: ReadonlySet<string> = new Set(['TodoWrite', 'TaskCreate', 'TaskUpdate'])

/** The calls that wrote the list, in order. */
export function taskCalls(messages: readonly SessionMessage[]): readonly ToolUseBlock[] {
  return messages
    .flatMap((message) =>
      message.parentToolUseId === undefined
        ? message.content.filter((block) => block.type === 'tool_use' && TASK_TOOLS.has(block.name))
        : []
    )
    .filter((block) => block.type === 'tool_use')
}

interface NumberedTask extends Task {
  /** The agent's own number of it; null while it is not known. */
  readonly id: string | null
}

/** A call that failed changed nothing; one without a result yet counts as done. */
export function tasksOf(calls: readonly ToolUseBlock[], results: ToolResultLookup): TaskList {
  const done = calls.filter(({ id }) => results.get(id)?.is_error !== true)
  const whole = Math.max(
    0,
    done.findLastIndex(({ name }) => name === 'TodoWrite')
  )
  let tasks: readonly NumberedTask[] = []
  for (const call of done.slice(whole)) tasks = afterCall(tasks, call, results.get(call.id))
  const callId = done.at(-1)?.id ?? null
  return { tasks: tasks.map(({ text, status }) => ({ text, status })), callId }
}

function afterCall(
  tasks: readonly NumberedTask[],
  call: ToolUseBlock,
  result: ToolResultBlock | undefined
): readonly NumberedTask[] {
  switch (call.name) {
    case 'TodoWrite':
      return readTodos(call.input).map((todo) => ({ ...todo, id: null }))
    case 'TaskCreate': {
      const text = TaskInput.safeParse(call.input).data?.subject ?? ''
      return text === '' ? tasks : [...tasks, { id: createdId(result), text, status: 'pending' }]
    }
    case 'TaskUpdate': {
      const change = TaskInput.safeParse(call.input).data
      if (change?.taskId === undefined) return tasks
      if (change.status === 'deleted') return tasks.filter(({ id }) => id !== change.taskId)
      return tasks.map((task) => (task.id === change.taskId ? changed(task, change) : task))
    }
    default:
      return tasks
  }
}

const Status = z.enum(['pending', 'in_progress', 'completed']).catch('pending')

const TaskInput = z.object({
  taskId: z.coerce.string().optional().catch(undefined),
  subject: z.string().optional().catch(undefined),
  status: z.string().optional().catch(undefined)
})

function changed(task: NumberedTask, change: z.infer<typeof TaskInput>): NumberedTask {
  const status = Status.safeParse(change.status ?? task.status)
  return {
    id: task.id,
    text: change.subject ?? task.text,
    status: status.success ? status.data : task.status
  }
}

/** "Task #1 created successfully: …" */
function createdId(result: ToolResultBlock | undefined): string | null {
  if (result === undefined) return null
  const text =
    typeof result.content === 'string'
      ? result.content
      : result.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
  return /^Task #(\S+) created/.exec(text)?.[1] ?? null
}

const Todos = z.object({ todos: z.array(z.object({ content: z.string().catch(''), status: Status })) })

/** The list one `TodoWrite` call wrote; empty when it cannot be read. */
export function readTodos(input: unknown): readonly Task[] {
  const read = Todos.safeParse(input)
  return read.success ? read.data.todos.map(({ content, status }) => ({ text: content, status })) : []
}
