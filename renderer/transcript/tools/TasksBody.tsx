/** The agent's own list of things to do. */
import { Circle, CircleCheck, CircleDot } from 'lucide-react'
import type { ToolUseBlock } from '../../../shared/session.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { readToolInput } from './toolInputs.ts'

const ICONS = { pending: Circle, in_progress: CircleDot, completed: CircleCheck } as const

export function TasksBody({ use }: { readonly use: ToolUseBlock }) {
  const { todos = [] } = readToolInput(use.input)
  return (
    <ul className="px-3 py-2">
      {todos.map((todo, index) => {
        const Icon = ICONS[todo.status]
        return (
          <li key={index} className="flex gap-2 py-0.5 text-ui">
            <Icon
              size={15}
              strokeWidth={1.75}
              aria-label={todo.status.replace('_', ' ')}
              className={joinClasses(
                'mt-[2.5px] shrink-0',
                todo.status === 'pending' ? 'text-ink-faint' : 'text-accent'
              )}
            />
            <span
              className={joinClasses(
                'min-w-0 wrap-anywhere',
                todo.status === 'completed' && 'text-ink-muted'
              )}
            >
              {todo.content}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
