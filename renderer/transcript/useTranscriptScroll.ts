/**
 * Keeps the transcript where its reader wants it: at the newest line unless they scrolled up, and
 * on the same words when older messages come in above. Measured by hand, because the browser's own
 * anchoring does nothing at the very top.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'

/** This close to the end counts as being there, in pixels. */
const NEAR_END = 48
/** Older messages are asked for this early, in pixels from the top. */
const NEAR_TOP = 600

export interface TranscriptScroll {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly content: RefObject<HTMLDivElement | null>
  /** Whether the newest line is followed. */
  readonly following: boolean
  readonly jumpToLatest: () => void
  /** For a click on something that unfolds: the reader looks there, so the end is not followed. */
  readonly letGo: () => void
}

/** `firstRow` is the id of the topmost message drawn; `onNearTop` may be called often. */
export function useTranscriptScroll(firstRow: string | null, onNearTop: () => void): TranscriptScroll {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const followingNow = useRef(true)
  const lastTop = useRef(0)
  const anchor = useRef<{ readonly row: string; readonly offset: number } | null>(null)
  const [following, setFollowing] = useState(true)

  const follow = useCallback((value: boolean) => {
    followingNow.current = value
    setFollowing(value)
  }, [])

  const keepPlace = useCallback(() => {
    const box = scroller.current
    if (box && followingNow.current) box.scrollTop = box.scrollHeight
  }, [])

  // Rows came in above: move by as much as the row that was first has moved. Nothing is measured
  // while a turn streams; following the end is the observer's part, once a frame.
  useLayoutEffect(() => {
    const box = scroller.current
    const before = anchor.current
    if (!box) return
    if (followingNow.current) keepPlace()
    else if (before) {
      const offset = offsetOf(box, before.row)
      if (offset !== null) box.scrollTop += offset - before.offset
    }
    const offset = firstRow === null ? null : offsetOf(box, firstRow)
    anchor.current = firstRow === null || offset === null ? null : { row: firstRow, offset }
  }, [firstRow, keepPlace])

  useEffect(() => {
    const box = scroller.current
    const inner = content.current
    if (!box || !inner) return undefined
    const nearEnd = (): boolean => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END
    const onScroll = (): void => {
      if (nearEnd()) follow(true)
      else if (box.scrollTop < lastTop.current - 1) follow(false)
      lastTop.current = box.scrollTop
      if (box.scrollTop < NEAR_TOP) onNearTop()
    }
    box.addEventListener('scroll', onScroll, { passive: true })
    if (box.clientHeight > 0 && box.scrollHeight < box.clientHeight + NEAR_TOP) onNearTop()
    // Images, folds and the window change heights without a render. Absent where nothing is laid out.
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(keepPlace)
    observer?.observe(inner)
    observer?.observe(box)
    return () => {
      box.removeEventListener('scroll', onScroll)
      observer?.disconnect()
    }
  }, [follow, keepPlace, onNearTop])

  const jumpToLatest = useCallback(() => {
    follow(true)
    keepPlace()
  }, [follow, keepPlace])

  const letGo = useCallback(() => {
    if (!followingNow.current) return
    followingNow.current = false
    requestAnimationFrame(() => {
      const box = scroller.current
      if (box) follow(box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END)
    })
  }, [follow])

  return { scroller, content, following, jumpToLatest, letGo }
}

function offsetOf(box: HTMLElement, row: string): number | null {
  const element = box.querySelector(`[data-message="${CSS.escape(row)}"]`)
  return element instanceof HTMLElement ? element.offsetTop : null
}
