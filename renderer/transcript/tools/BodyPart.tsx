/** A part of what stands inside a tool call; parts are divided by a line. */
import type { ReactNode } from 'react'
import { joinClasses } from '../../ui/joinClasses.ts'

interface BodyPartProps {
  readonly label?: string
  readonly className?: string
  readonly children: ReactNode
}

export function BodyPart({ label, className, children }: BodyPartProps) {
  return (
    <div className={joinClasses('border-t border-line px-3 py-1.5 first:border-t-0', className)}>
      {label !== undefined && <div className="text-meta text-ink-faint">{label}</div>}
      {children}
    </div>
  )
}
