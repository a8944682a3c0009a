/** Tasks as a checklist, in the agent's order. */
import { Circle, CircleCheck, CircleDot } from 'lucide-react'
import { strings } from '../../../strings/strings.ts'
import { joinClasses } from '../../../ui/joinClasses.ts'
import { printableProse } from '../printable.ts'
import { useShown } from '../useShown.tsx'
import type { Task } from './latestTasks.ts'

const ICONS = { pending: Circle, in_progress: CircleDot, completed: CircleCheck } as const
const LOOKS = {
  pending: 'text-ink',
  in_progress: 'font-medium text-ink',
  completed: 'text-ink-muted'
} as const

export function TaskRows({ tasks }: { readonly tasks: readonly Task[] }) {
  const { count, more } = useShown(tasks.length, 40, strings.tool.showAllTasks)
  return (
    <>
      <ul aria-label={strings.tool.taskList}>
        {tasks.slice(0, count).map(({ text, status }, index) => {
          const Icon = ICONS[status]
          return (
            <li key={index} className="flex gap-2 py-0.5 text-ui" data-status={status}>
              <Icon
                size={15}
                strokeWidth={1.75}
                role="img"
                aria-label={strings.tool.taskStates[status]}
                className={joinClasses(
                  'mt-[2.5px] shrink-0',
                  status === 'pending' ? 'text-ink-faint' : 'text-accent'
                )}
              />
              <span dir="auto" className={joinClasses('min-w-0 wrap-anywhere', LOOKS[status])}>
                {printableProse(text)}
              </span>
            </li>
          )
        })}
      </ul>
      {more}
    </>
  )
}
