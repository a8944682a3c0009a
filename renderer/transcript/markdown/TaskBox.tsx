/** The box of a task in a list: a sign, not a control. */
import { Square, SquareCheck } from 'lucide-react'
import { strings } from '../../strings/strings.ts'

export function TaskBox({ isDone }: { readonly isDone: boolean }) {
  const Sign = isDone ? SquareCheck : Square
  return (
    <span
      role="img"
      aria-label={isDone ? strings.markdown.done : strings.markdown.notDone}
      className="task-box"
      data-done={isDone || undefined}
    >
      <Sign size={14} strokeWidth={1.75} aria-hidden />
    </span>
  )
}
