/** What stands in a place beside the session: named, a part of the page of its own. */
import type { CSSProperties, RefObject } from 'react'
import { joinClasses } from '../ui/joinClasses.ts'
import type { Pane } from './paneStore.ts'
import { paneId } from './PaneEdge.tsx'

interface PaneBoxProps {
  readonly pane: Pane
  readonly className: string
  readonly ref?: RefObject<HTMLElement | null>
  readonly style?: CSSProperties
  /** Whether it lies over the session, and Escape puts it away. */
  readonly isOver?: boolean
}

export function PaneBox({ pane, className, ref, style, isOver = false }: PaneBoxProps) {
  return (
    <section
      {...(ref !== undefined && { ref })}
      id={paneId(pane.place)}
      aria-label={pane.title}
      style={style}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOver && !event.defaultPrevented) pane.onHide()
      }}
      className={joinClasses('isolate flex min-h-0 flex-col overflow-hidden bg-surface', className)}
    >
      {pane.draw()}
    </section>
  )
}
