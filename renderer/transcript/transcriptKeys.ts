/**
 * Home, End, Page Up and Page Down scroll the transcript, when the focus is in it or nowhere. Inside a
 * field, a dialog or a box that scrolls by itself the keys are the browser's.
 */
import { useEffect } from 'react'
import type { VirtualRows } from './rows/useVirtualRows.ts'

/** What of a page stays in view when one pages. */
const OVERLAP = 48

export function useTranscriptKeys(list: VirtualRows): void {
  const { scrollerRef, scrollBy, jumpToTop, jumpToEnd } = list
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const box = scrollerRef.current
      if (!box || event.defaultPrevented || !isPlain(event) || !isOurs(event.target, box)) return
      const page = box.clientHeight - OVERLAP
      const act = {
        Home: jumpToTop,
        End: jumpToEnd,
        PageUp: () => scrollBy(-page),
        PageDown: () => scrollBy(page)
      }[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [scrollerRef, scrollBy, jumpToTop, jumpToEnd])
}

function isPlain(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
}

function isOurs(target: EventTarget | null, box: HTMLElement): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target === document.body) return true
  if (!box.contains(target) || target.matches('input, textarea, select, [contenteditable]')) return false
  return target === box || target.scrollHeight <= target.clientHeight
}
