/** Keeps where the reader stands in the address, and begins there. Called by `Transcript`. */
import { useEffect } from 'react'
import type { Jump } from './find/useJump.ts'
import { placeHash, placeInHash } from '../../shared/address.ts'
import type { VirtualRows } from './rows/useVirtualRows.ts'

/** Milliseconds after the last scrolling. */
const REST_MS = 250

export function useReadingPlace({ scrollerRef, reading }: VirtualRows, { goTo }: Jump): void {
  useEffect(() => {
    const place = placeInHash(window.location.hash)
    if (place !== null) goTo({ ...place, blockIndex: 0, spot: null })
  }, [goTo])

  const isFollowing = reading === 'following'
  useEffect(() => {
    const box = scrollerRef.current
    if (!box) return undefined
    let rest: ReturnType<typeof setTimeout> | undefined
    const keep = (): void => {
      const place = isFollowing ? null : placeIn(box)
      const { location, history } = window
      // The end is where every session opens: it needs no words. A link to a message stays until it is left.
      if (place === null && placeInHash(location.hash) === null) return
      history.replaceState(history.state, '', `${location.pathname}${place === null ? '' : placeHash(place)}`)
    }
    const later = (): void => {
      clearTimeout(rest)
      rest = setTimeout(keep, REST_MS)
    }
    later()
    box.addEventListener('scroll', later, { passive: true })
    return () => {
      clearTimeout(rest)
      box.removeEventListener('scroll', later)
    }
  }, [scrollerRef, isFollowing])
}

/** The message whose row is at the upper edge; null when none is drawn. */
function placeIn(box: HTMLElement) {
  const { top } = box.getBoundingClientRect()
  const rows = Array.from(box.querySelectorAll<HTMLElement>('[data-row]'))
  const row = rows.find(
    (one) => one.getBoundingClientRect().bottom > top && one.querySelector('[data-message]') !== null
  )
  const messageId = row?.querySelector<HTMLElement>('[data-message]')?.dataset['message']
  if (row === undefined || messageId === undefined) return null
  return { messageId, offset: row.getBoundingClientRect().top - top }
}
