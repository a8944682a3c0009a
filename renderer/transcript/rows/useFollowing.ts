/**
 * Whether the reader follows the newest line, by what they do: who scrolls up reads, who comes back to
 * the end follows. Growth of the page never decides it, only a person's hand does.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'

/**
 * `following`: the end is kept in view. `reading`: nothing moves. `waiting`: a hand is at work (wheel,
 * finger, scrollbar, an unfolding line) and nothing moves until it is clear where the reader ends up.
 */
export type Reading = 'following' | 'reading' | 'waiting'

/** Who scrolls down to within this many pixels of the end has come back to it. */
const NEAR_END = 40
/** Rounding of positions on screens with fractional scale. */
const SLACK = 2
/** A wheel or a finger has come to rest after this long without a scroll event, in milliseconds. */
const REST = 200

export interface Following {
  readonly reading: Reading
  readonly follow: () => void
  /** Somebody wants to see another place: a hit, an anchor, a page up. */
  readonly leave: () => void
  /** For a click on something that unfolds: the end is followed again only if it is still in view afterwards. */
  readonly letGo: () => void
}

export function useFollowing(scrollerRef: RefObject<HTMLElement | null>, isEmpty: boolean): Following {
  const [reading, setReading] = useState<Reading>('following')
  const lastTop = useRef(0)

  useEffect(() => {
    const box = scrollerRef.current
    if (!box || isEmpty) return undefined
    let rest: ReturnType<typeof setTimeout> | undefined
    let dragging = false
    const wait = (): void => {
      clearTimeout(rest)
      setReading((now) => (now === 'following' ? 'waiting' : now))
      rest = setTimeout(() => {
        if (!dragging) setReading((now) => settled(now, box, SLACK))
      }, REST)
    }
    const onScroll = (): void => {
      const top = box.scrollTop
      const distance = distanceFromEnd(box)
      const [up, down] = [top < lastTop.current - 1, top > lastTop.current + 1]
      lastTop.current = top
      // An event of our own, from before the hand: where the hand ends up is told by the rest.
      if (distance <= SLACK) setReading((now) => (now === 'waiting' ? now : 'following'))
      else if (up) setReading(dragging ? 'waiting' : 'reading')
      else if (down && distance <= NEAR_END && !dragging) setReading('following')
    }
    const onWheel = (event: WheelEvent): void => {
      if (event.deltaY < 0) wait()
    }
    const onPointerDown = (event: PointerEvent): void => {
      // The scrollbar belongs to the box itself; everything else is a row.
      if (event.target !== box) return
      dragging = true
      wait()
    }
    const onPointerUp = (): void => {
      if (!dragging) return
      dragging = false
      wait()
    }
    box.addEventListener('scroll', onScroll, { passive: true })
    box.addEventListener('wheel', onWheel, { passive: true })
    box.addEventListener('touchmove', wait, { passive: true })
    box.addEventListener('pointerdown', onPointerDown)
    window.addEventListener('pointerup', onPointerUp)
    return () => {
      clearTimeout(rest)
      box.removeEventListener('scroll', onScroll)
      box.removeEventListener('wheel', onWheel)
      box.removeEventListener('touchmove', wait)
      box.removeEventListener('pointerdown', onPointerDown)
      window.removeEventListener('pointerup', onPointerUp)
    }
  }, [scrollerRef, isEmpty])

  const follow = useCallback(() => setReading('following'), [])
  const leave = useCallback(() => setReading('reading'), [])
  const letGo = useCallback(() => {
    setReading((now) => (now === 'following' ? 'waiting' : now))
    // After the click has been drawn, and before it is painted.
    requestAnimationFrame(() => {
      const box = scrollerRef.current
      if (box) setReading((now) => settled(now, box, NEAR_END))
    })
  }, [scrollerRef])
  return { reading, follow, leave, letGo }
}

function settled(now: Reading, box: HTMLElement, near: number): Reading {
  if (now !== 'waiting') return now
  return distanceFromEnd(box) <= near ? 'following' : 'reading'
}

export function distanceFromEnd(box: HTMLElement): number {
  return box.scrollHeight - box.scrollTop - box.clientHeight
}
