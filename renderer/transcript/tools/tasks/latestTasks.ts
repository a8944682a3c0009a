/**
 * The agent's list of things to do as it stands now, out of all the calls that wrote it: some write the whole list
 * each time, some add or change a task at a time. Pure.
 */
import { z } from 'zod'
import type { SessionMessage, ToolResultBlock, ToolUseBlock } from '../../../../shared/session.ts'
import { selectToolResults } from '../../toolResults.ts'
import type { ToolResultLookup } from '../../toolResults.ts'

type TaskStatus = 'pending' | 'in_progress' | 'completed'

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

/** The calls that wrote the list, in order. */
export function taskCalls(messages: readonly SessionMessage[]): readonly ToolUseBlock[] {
  return messages
    .flatMap((message) =>
      message.parentToolUseId === undefined
        ? message.content.filter((block) => block.type === 'tool_use')
        : []
    )
    .filter(({ kind, variant }) => kind === 'todo' && variant !== 'look')
}

interface NumberedTask extends Task {
  /** The agent's own number of it; null while it is not known. */
  readonly id: string | null
  readonly isDeleted: boolean
}

/** A call that failed changed nothing; one without a result yet counts as done. */
export function tasksOf(calls: readonly ToolUseBlock[], results: ToolResultLookup): TaskList {
  const done = calls.filter(({ id }) => results.get(id)?.is_error !== true)
  const whole = Math.max(
    0,
    done.findLastIndex(({ variant }) => variant === undefined)
  )
  const tasks: NumberedTask[] = []
  const places = new Map<string, number[]>()
  for (const call of done.slice(whole)) takeCall({ tasks, places }, call, results.get(call.id))
  const callId = done.at(-1)?.id ?? null
  const shown = tasks.filter(({ isDeleted }) => !isDeleted)
  return { tasks: shown.map(({ text, status }) => ({ text, status })), callId }
}

/** What is changed while the calls are read; one that changes a task looks only at that task. */
interface ReadTasks {
  readonly tasks: NumberedTask[]
  /** Where the tasks of a number stand. */
  readonly places: Map<string, number[]>
}

function takeCall(
  { tasks, places }: ReadTasks,
  call: ToolUseBlock,
  result: ToolResultBlock | undefined
): void {
  switch (call.variant) {
    case undefined:
      for (const todo of readTodos(call.input)) tasks.push({ ...todo, id: null, isDeleted: false })
      break
    case 'add': {
      const text = TaskInput.safeParse(call.input).data?.subject ?? ''
      const id = createdId(result)
      if (text === '') break
      if (id !== null) places.set(id, [...(places.get(id) ?? []), tasks.length].slice(-MOST_ALIKE))
      tasks.push({ id, text, status: 'pending', isDeleted: false })
      break
    }
    case 'change': {
      const change = TaskInput.safeParse(call.input).data
      for (const at of places.get(change?.taskId ?? '') ?? []) {
        const task = tasks[at]
        if (task && change) tasks[at] = changed(task, change)
      }
      break
    }
    default:
  }
}

/** Tasks that say they have the same number. */
const MOST_ALIKE = 10

const Status = z.enum(['pending', 'in_progress', 'completed']).catch('pending')

const TaskInput = z.object({
  taskId: z.coerce.string().optional().catch(undefined),
  subject: z.string().optional().catch(undefined),
  status: z.string().optional().catch(undefined)
})

function changed(task: NumberedTask, change: z.infer<typeof TaskInput>): NumberedTask {
  if (change.status === 'deleted') return { ...task, isDeleted: true }
  const status = Status.safeParse(change.status ?? task.status)
  return {
    ...task,
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

/** The list a call wrote that writes it whole; empty when it cannot be read. */
export function readTodos(input: unknown): readonly Task[] {
  const read = Todos.safeParse(input)
  return read.success ? read.data.todos.map(({ content, status }) => ({ text: content, status })) : []
}
