/** A refusal, shown beside the control that asked. Announced at once. */
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { joinClasses } from './joinClasses.ts'

interface ErrorNoteProps {
  readonly text: string
  /** A button, when there is something to do about it. */
  readonly action?: ReactNode
  readonly className?: string
}

export function ErrorNote({ text, action, className }: ErrorNoteProps) {
  return (
    <div role="alert" className={joinClasses('flex items-start gap-2 text-ui text-danger', className)}>
      <CircleAlert size={15} strokeWidth={1.75} className="mt-[2.5px] shrink-0" aria-hidden />
      <span className="min-w-0 wrap-anywhere">{text}</span>
      {action}
    </div>
  )
}
