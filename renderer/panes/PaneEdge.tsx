/**
 * The line between the session and a pane: pulled by mouse, finger or arrow keys. A double click gives the pane its
 * first size again, Escape the one it had before the pull. While it is pulled only the pane's style changes, and
 * nothing is drawn anew by React; what came of it is kept when it is let go.
 */
import { useRef } from 'react'
import type { KeyboardEvent, PointerEvent, RefObject } from 'react'
import { joinClasses } from '../ui/joinClasses.ts'
import { usePaneStore } from './paneStore.ts'
import { paneSizes, sizeForKey, sizeWithin } from './paneSizes.ts'
import type { SizedPane } from './paneSizes.ts'

interface PaneEdgeProps {
  readonly name: SizedPane
  /** What it changes, in words. */
  readonly label: string
  readonly pane: RefObject<HTMLElement | null>
}

interface Pull {
  /** Where the pointer took hold, and how large the pane was. */
  readonly from: number
  readonly size: number
}

export function PaneEdge({ name, label, pane }: PaneEdgeProps) {
  const size = usePaneStore(({ kept }) => kept[name]) ?? paneSizes[name].first
  const pull = useRef<Pull | null>(null)
  const { side, least, most } = paneSizes[name]
  const isUpright = side !== 'bottom'

  /** What the pane has on screen: a small window leaves it less than it would have. */
  function shownSize(): number {
    const box = pane.current?.getBoundingClientRect()
    return box === undefined ? size : Math.round(isUpright ? box.width : box.height)
  }

  function show(next: number): void {
    pane.current?.style.setProperty(isUpright ? 'width' : 'height', `${next}px`)
  }

  function keep(next: number): void {
    show(next)
    usePaneStore.getState().keep({ [name]: sizeWithin(name, shownSize()) })
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    pull.current = { from: isUpright ? event.clientX : event.clientY, size: shownSize() }
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (pull.current === null) return
    const moved = (isUpright ? event.clientX : event.clientY) - pull.current.from
    show(sizeWithin(name, pull.current.size + (side === 'left' ? moved : -moved)))
  }

  function letGo(isKept: boolean): void {
    if (pull.current === null) return
    const before = pull.current.size
    pull.current = null
    if (!isKept) show(before)
    else if (shownSize() !== before) keep(shownSize())
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape' && pull.current !== null) {
      letGo(false)
    } else {
      const next = sizeForKey(name, shownSize(), event.key, event.shiftKey)
      if (next === null) return
      keep(next)
    }
    event.preventDefault()
  }

  return (
    <div
      role="separator"
      // It can be moved, so it is one of the things Tab leads to.
      tabIndex={0}
      aria-label={label}
      aria-orientation={isUpright ? 'vertical' : 'horizontal'}
      aria-controls={paneId(name)}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={Math.max(most, size)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => letGo(true)}
      onLostPointerCapture={() => letGo(true)}
      onPointerCancel={() => letGo(false)}
      onDoubleClick={() => keep(paneSizes[name].first)}
      onKeyDown={onKeyDown}
      className={joinClasses(
        'pane-edge shrink-0 touch-none select-none bg-line hover:bg-accent active:bg-accent',
        isUpright ? 'w-px cursor-col-resize' : 'h-px cursor-row-resize'
      )}
    />
  )
}

/** The id of the element that a pane is. */
export function paneId(name: SizedPane): string {
  return `pane-${name}`
}
