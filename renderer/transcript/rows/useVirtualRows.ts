/**
 * The virtual list of the transcript: only the rows near the viewport are in the document, in normal flow
 * between two gaps. Opens at the end, stays there while the reader follows, and keeps the row under the
 * reader's eye where it is when rows come in above or turn out higher than expected.
 */
import { observeElementRect } from '@tanstack/react-virtual'
import type { Range, Rect, VirtualItem } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { RowHeights } from './rowHeights.ts'
import type { RowList } from './rowList.ts'
import { useRowVirtualizer } from './useRowVirtualizer.ts'
import type { RowVirtualizer } from './useRowVirtualizer.ts'
import { distanceFromEnd, useFollowing } from './useFollowing.ts'
import type { Following } from './useFollowing.ts'

/** Rows kept in the document beyond each edge of the viewport: in the first picture, and as soon as that is drawn. */
const OVERSCAN = { first: 1, later: 3 } as const
/** Older messages are asked for this early, in pixels from the top. */
const NEAR_TOP = 1200
/** More than the space above the first row, in pixels. */
const FIRST_SPACE = 60
/** Beyond every end: the list opens there. */
const END = 1e9

interface DrawnRow {
  readonly index: number
  /** Empty space above it, in pixels: what of the list is not in the document there. */
  readonly gap: number
}

export interface VirtualRows extends Following {
  readonly scrollerRef: RefObject<HTMLDivElement | null>
  readonly drawn: readonly DrawnRow[]
  /** Height of all rows, drawn or not, in pixels. */
  readonly height: number
  /** Ref of each drawn row, which also carries `data-index`. */
  readonly measure: (element: HTMLDivElement | null) => void
  readonly jumpToEnd: () => void
  /** Scrolls the row to the middle of the viewport. */
  readonly showRow: (index: number) => void
  readonly scrollBy: (pixels: number) => void
  readonly jumpToTop: () => void
}

interface VirtualRowsOptions {
  readonly rows: RowList
  /** Keeps its identity while no row comes, goes or changes place. */
  readonly keyAt: (index: number) => string
  readonly heights: RowHeights
  /** Pixels above the first and below the last row. */
  readonly paddingStart: number
  readonly paddingEnd: number
  /** Key of a row that stays in the document wherever the reader scrolls; null for none. */
  readonly kept: string | null
  /** Called when the reader comes near the oldest row; may be called often. */
  readonly onNearTop: () => void
}

export function useVirtualRows(options: VirtualRowsOptions): VirtualRows {
  const { rows, keyAt, heights, paddingStart, paddingEnd, kept, onNearTop } = options
  const scrollerRef = useRef<HTMLDivElement>(null)
  const isEmpty = rows.count === 0
  const following = useFollowing(scrollerRef, isEmpty)
  const [initialRect] = useState(() => ({ width: 0, height: window.innerHeight }))
  const overscan = useOverscan(isEmpty)
  const keptIndex = useMemo(() => (kept === null ? -1 : rows.indexOf(kept)), [rows, kept])

  const list = useRowVirtualizer({
    count: rows.count,
    getItemKey: keyAt,
    getScrollElement: () => scrollerRef.current,
    estimateSize: (index) => heights.recall(keyAt(index)) ?? rows.at(index)?.estimate ?? 0,
    measureElement: (element, entry, instance) => measureRow(element, entry, instance, heights),
    observeElementRect: observeShown,
    initialRect,
    initialOffset: END,
    paddingStart,
    paddingEnd,
    overscan,
    rangeExtractor: useCallback((range: Range) => withKept(range, keptIndex), [keptIndex]),
    anchorTo: 'end',
    followOnAppend: following.reading === 'following',
    scrollEndThreshold: following.reading === 'following' ? 48 : -1
  })

  useLayoutEffect(() => {
    Object.assign(list, { shouldAdjustScrollPositionOnItemSizeChange: isAboveReader })
  }, [list])

  // What is at the end stays at the end, whatever the commit has changed.
  useLayoutEffect(() => {
    const box = scrollerRef.current
    // Not the list's own way, which asks for frames until nothing moves any more: each delta would cost three.
    if (box && following.reading === 'following' && distanceFromEnd(box) > 1) box.scrollTop = box.scrollHeight
  })

  useEffect(() => {
    const box = scrollerRef.current
    if (!box || isEmpty) return undefined
    const onScroll = (): void => {
      if (box.scrollTop < NEAR_TOP) onNearTop()
    }
    box.addEventListener('scroll', onScroll, { passive: true })
    if (box.clientHeight > 0 && box.scrollTop < NEAR_TOP) onNearTop()
    return () => box.removeEventListener('scroll', onScroll)
  }, [isEmpty, onNearTop])

  const { follow, leave } = following
  const jumpToEnd = useCallback(() => {
    follow()
    list.scrollToEnd()
  }, [list, follow])
  const showRow = useCallback(
    (index: number) => {
      leave()
      list.scrollToIndex(index, { align: 'center' })
    },
    [list, leave]
  )
  const scrollBy = useCallback(
    (pixels: number) => {
      if (pixels < 0) leave()
      list.scrollBy(pixels)
    },
    [list, leave]
  )
  const jumpToTop = useCallback(() => {
    leave()
    list.scrollToOffset(0)
  }, [list, leave])

  return {
    ...following,
    scrollerRef,
    drawn: withGaps(list.getVirtualItems()),
    height: list.getTotalSize(),
    measure: list.measureElement,
    jumpToEnd,
    showRow,
    scrollBy,
    jumpToTop
  }
}

/** What nobody sees yet is not waited for. */
function useOverscan(isEmpty: boolean): number {
  const [isDrawn, setIsDrawn] = useState(false)
  useEffect(() => {
    if (isEmpty) return undefined
    let timer = 0
    // A frame asks for its callbacks before it is drawn, and for tasks afterwards.
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => setIsDrawn(true))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [isEmpty])
  return isDrawn ? OVERSCAN.later : OVERSCAN.first
}

/**
 * Whether a row that turns out higher or lower than believed stands above what is read, so that the rest is
 * moved with it. One drawn for the first time does even a little below the upper edge: at the very top, older
 * rows come in where there was only space.
 */
function isAboveReader(row: VirtualItem, _: number, list: RowVirtualizer): boolean {
  const top = list.scrollOffset ?? 0
  if (!list.itemSizeCache.has(row.key)) return row.start < top + FIRST_SPACE
  return row.end <= top && list.scrollDirection !== 'backward'
}

function withGaps(items: readonly VirtualItem[]): readonly DrawnRow[] {
  return items.map(({ index, start }, at) => ({ index, gap: start - (items[at - 1]?.end ?? 0) }))
}

/** Heights to the fraction of a pixel: rows stand in normal flow, and rounding would add up. */
function measureRow(
  element: HTMLDivElement,
  entry: ResizeObserverEntry | undefined,
  list: RowVirtualizer,
  heights: RowHeights
): number {
  const index = list.indexFromElement(element)
  const key = String(list.options.getItemKey(index))
  const measured = entry?.borderBoxSize[0]?.blockSize ?? element.getBoundingClientRect().height
  // Nothing is laid out (a hidden page, a test without layout): what was believed stays.
  if (measured === 0) return list.measurementsCache[index]?.size ?? list.options.estimateSize(index)
  heights.useWidth(list.scrollRect?.width ?? 0)
  heights.remember(key, measured)
  return measured
}

/** The size of the scrollerRef, without the moments in which it is not shown. */
function observeShown(list: RowVirtualizer, tell: (rect: Rect) => void): void | (() => void) {
  return observeElementRect(list, (rect) => {
    if (rect.height > 0) tell(rect)
  })
}

function withKept({ startIndex, endIndex, overscan, count }: Range, kept: number): number[] {
  const first = Math.max(0, startIndex - overscan)
  const last = Math.min(count - 1, endIndex + overscan)
  const indexes = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  if (kept === -1 || kept >= count || (kept >= first && kept <= last)) return indexes
  return kept < first ? [kept, ...indexes] : [...indexes, kept]
}
