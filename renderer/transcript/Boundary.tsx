/** A line across the transcript: before and after are not the same (summarised, resumed, another day). */
import { ChevronDown } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useContext, useState } from 'react'
import type { ReactNode } from 'react'
import { joinClasses } from '../ui/joinClasses.ts'
import { FoldMemory, FoldPlace, useOnReveal } from './FoldMemory.ts'

interface BoundaryProps {
  readonly icon: LucideIcon
  readonly label: string
  /** What the line stands for, opened by a click; null when there is nothing to open. */
  readonly children: (() => ReactNode) | null
}

export function Boundary({ icon: Icon, label, children }: BoundaryProps) {
  const memory = useContext(FoldMemory)
  const place = useContext(FoldPlace)
  const [open, setOpen] = useState(() => memory.get(place) ?? false)
  useOnReveal(() => setOpen(true))

  function choose(): void {
    setOpen(!open)
    if (place !== '') memory.set(place, !open)
  }

  const face = (
    <>
      <Icon size={14} strokeWidth={1.75} className="shrink-0 text-ink-faint" aria-hidden />
      {label}
    </>
  )
  return (
    <div className="py-3">
      <div className="flex items-center gap-3 text-meta text-ink-muted before:h-px before:flex-1 before:bg-line-strong after:h-px after:flex-1 after:bg-line-strong">
        {children === null ? (
          <span className="flex items-center gap-1.5">{face}</span>
        ) : (
          <button
            type="button"
            aria-expanded={open}
            onClick={choose}
            className="flex items-center gap-1.5 rounded-sm px-1.5 py-0.5 hover:bg-hover"
          >
            {face}
            <ChevronDown
              size={13}
              strokeWidth={1.75}
              aria-hidden
              className={joinClasses('transition-transform duration-100', open && 'rotate-180')}
            />
          </button>
        )}
      </div>
      {open && children && <div className="mt-2 mb-1">{children()}</div>}
    </div>
  )
}
