/** A line that opens and closes what stands below it. The whole line is the button. */
import { ChevronRight } from 'lucide-react'
import { useContext, useState } from 'react'
import type { ReactNode } from 'react'
import { joinClasses } from '../ui/joinClasses.ts'
import { FoldMemory, FoldPlace, useOnReveal } from './FoldMemory.ts'

interface FoldProps {
  readonly head: ReactNode
  readonly openAtFirst?: boolean
  readonly className?: string
  /** Drawn only while open. Null makes a plain line without a button. */
  readonly children: (() => ReactNode) | null
}

export function Fold({ head, openAtFirst = false, className, children }: FoldProps) {
  const memory = useContext(FoldMemory)
  const place = useContext(FoldPlace)
  // Until a reader decides, the fold follows `openAtFirst` (a result that turns out red opens).
  const [chosen, setChosen] = useState<boolean | null>(() => memory.get(place) ?? null)
  useOnReveal(() => setChosen(true))
  const open = chosen ?? openAtFirst

  function choose(next: boolean): void {
    setChosen(next)
    if (place !== '') memory.set(place, next)
  }

  if (children === null)
    return <div className={joinClasses('flex min-h-[21px] items-center', className)}>{head}</div>
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => choose(!open)}
        className={joinClasses(
          'group/fold -mx-1.5 flex min-h-[21px] w-[calc(100%+12px)] items-center rounded-sm px-1.5 text-left hover:bg-hover',
          className
        )}
      >
        {head}
        <ChevronRight
          size={14}
          strokeWidth={1.75}
          aria-hidden
          className={joinClasses(
            'ml-1 shrink-0 text-ink-faint opacity-60 transition-transform duration-100 group-hover/fold:opacity-100',
            open && 'rotate-90'
          )}
        />
      </button>
      {open && <FoldPlace value={place === '' ? '' : `${place}/in`}>{children()}</FoldPlace>}
    </>
  )
}
