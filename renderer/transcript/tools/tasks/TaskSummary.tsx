/** The task list in one line, to be kept in sight while the agent works: what is done, what it is at. Opens to all of it. */
import { ChevronUp, ListChecks } from 'lucide-react'
import { useContext, useState } from 'react'
import { strings } from '../../../strings/strings.ts'
import { joinClasses } from '../../../ui/joinClasses.ts'
import { printableProse } from '../printable.ts'
import { TaskListContext } from './TaskListContext.ts'
import { TaskRows } from './TaskRows.tsx'

export function TaskSummary() {
  const { tasks } = useContext(TaskListContext)
  const [isOpen, setOpen] = useState(false)
  const done = tasks.filter(({ status }) => status === 'completed').length
  if (tasks.length === 0 || done === tasks.length) return null
  const now = tasks.find(({ status }) => status === 'in_progress')?.text ?? ''
  return (
    <div className="mx-auto w-full max-w-[800px] px-6 pb-1.5">
      <div className="rounded-lg border border-line bg-surface-raised">
        {isOpen && (
          <div className="max-h-[30vh] overflow-y-auto border-b border-line px-3 py-1.5">
            <TaskRows tasks={tasks} />
          </div>
        )}
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="flex w-full min-w-0 items-center gap-2 rounded-lg px-3 py-1 text-left text-ui hover:bg-hover"
        >
          <ListChecks size={14} strokeWidth={1.75} className="shrink-0 text-accent" aria-hidden />
          <span className="shrink-0 tabular-nums">{strings.tool.tasksDone(done, tasks.length)}</span>
          <span dir="auto" className="min-w-0 flex-1 truncate text-ink-muted">
            {printableProse(now)}
          </span>
          <ChevronUp
            size={14}
            strokeWidth={1.75}
            aria-hidden
            className={joinClasses(
              'shrink-0 text-ink-faint transition-transform duration-100',
              isOpen && 'rotate-180'
            )}
          />
        </button>
      </div>
    </div>
  )
}
