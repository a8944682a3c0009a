/** What stands in a place beside the session: named, a part of the page of its own. */
import type { CSSProperties, ReactNode, RefObject } from 'react'
import { joinClasses } from '../ui/joinClasses.ts'
import type { Pane } from './paneStore.ts'
import { paneId } from './PaneEdge.tsx'

interface PaneBoxProps {
  readonly pane: Pane
  readonly className: string
  readonly ref?: RefObject<HTMLElement | null>
  readonly style?: CSSProperties
  /** Where it is pulled by; within it, so that it belongs to a part of the page. */
  readonly edge: ReactNode
  /** Whether it lies over the session, and Escape puts it away. */
  readonly isOver?: boolean
}

export function PaneBox({ pane, className, ref, style, edge, isOver = false }: PaneBoxProps) {
  return (
    <section
      {...(ref !== undefined && { ref })}
      id={paneId(pane.place)}
      aria-label={pane.title}
      style={style}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOver && !event.defaultPrevented) pane.onHide()
      }}
      className={joinClasses('isolate flex min-h-0 overflow-hidden bg-surface', className)}
    >
      {edge}
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">{pane.draw()}</div>
    </section>
  )
}
