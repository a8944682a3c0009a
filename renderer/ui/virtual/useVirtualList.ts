/**
 * Which rows of a long list are in the document: those near the viewport of the box it scrolls in, and one that is
 * kept wherever the reader is. The list may stand below other things in its box, all of them in one element.
 */
import { observeElementRect } from '@tanstack/react-virtual'
import type { Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useState } from 'react'
import type { RefObject } from 'react'
import { useListVirtualizer } from './useListVirtualizer.ts'

/** Rows kept beyond each edge of the viewport: the next one is there when an arrow key asks for it. */
const OVERSCAN = 8

interface VirtualRow {
  readonly index: number
  /** Pixels from the top of the list. */
  readonly top: number
}

export interface VirtualListRows {
  readonly rows: readonly VirtualRow[]
  /** Pixels of all rows, drawn or not. */
  readonly height: number
  /** Ref of each drawn row, which also carries `data-index`. */
  readonly measure: (element: HTMLElement | null) => void
  readonly show: (index: number) => void
}

interface VirtualListOptions {
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<HTMLElement | null>
  readonly count: number
  readonly keyAt: (index: number) => string
  /** Pixels, until a row has been measured. */
  readonly estimateAt: (index: number) => number
  /** Stays in the document; -1 for none. */
  readonly kept: number
}

export function useVirtualList(options: VirtualListOptions): VirtualListRows {
  const { scroller, list, count, keyAt, estimateAt, kept } = options
  const above = useSpaceAbove(scroller, list)
  const [initialRect] = useState(() => ({ width: 0, height: window.innerHeight }))
  const virtualizer = useListVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    getItemKey: keyAt,
    estimateSize: estimateAt,
    overscan: OVERSCAN,
    scrollMargin: above,
    initialRect,
    // What is not laid out (a hidden page, a test) says nothing about sizes.
    observeElementRect: (instance, tell) =>
      observeElementRect(instance, (rect) => {
        if (rect.height > 0) tell(rect)
      }),
    measureElement: (element, entry, instance) => {
      const size = entry?.borderBoxSize[0]?.blockSize ?? element.getBoundingClientRect().height
      return size > 0 ? size : instance.options.estimateSize(instance.indexFromElement(element))
    },
    rangeExtractor: useCallback((range: Range) => indexesOf(range, kept), [kept])
  })
  return {
    rows: virtualizer.getVirtualItems().map(({ index, start }) => ({ index, top: start - above })),
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    show: (index) => virtualizer.scrollToIndex(index, { align: 'auto' })
  }
}

/** Pixels from the top of what scrolls to the top of the list: what stands above it may come and go. */
function useSpaceAbove(scroller: RefObject<HTMLElement | null>, list: RefObject<HTMLElement | null>): number {
  /** Null until the box is there to be measured: it is attached after its list, and the first number draws it again. */
  const [above, setAbove] = useState<number | null>(null)
  useEffect(() => {
    const box = scroller.current
    const content = box?.firstElementChild
    if (!box || !content || typeof ResizeObserver === 'undefined') return undefined // nothing is laid out here
    const observer = new ResizeObserver(() => {
      if (list.current === null) return
      const top = list.current.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop
      setAbove((known) => (known !== null && Math.abs(known - top) < 1 ? known : top))
    })
    observer.observe(content)
    return () => observer.disconnect()
  }, [scroller, list])
  return above ?? 0
}

function indexesOf({ startIndex, endIndex, overscan, count }: Range, kept: number): number[] {
  const first = Math.max(0, startIndex - overscan)
  const last = Math.min(count - 1, endIndex + overscan)
  const near = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
  if (kept < 0 || kept >= count || (kept >= first && kept <= last)) return near
  return kept < first ? [kept, ...near] : [...near, kept]
}
