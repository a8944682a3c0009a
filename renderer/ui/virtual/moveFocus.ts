/**
 * Arrow keys among the rows of one or more lists: to the next link up or down, Home and End to the first and the last
 * one there is. What is typed into a field, and keys with a modifier, are left alone.
 */
import type { KeyboardEvent } from 'react'

/** What one goes to in a row. */
const LINKS = 'li a[href]'

/** To be called by the box around the lists. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return
  const { target, currentTarget: box } = event
  if (!(target instanceof HTMLElement) || !box.contains(target)) return // of a dialog or menu, drawn elsewhere
  if (target.matches('input, textarea, select, [contenteditable]')) return
  const links = [...box.querySelectorAll<HTMLElement>(LINKS)]
  const row = target.closest('li')
  const here = links.findIndex((link) => link === target || (row !== null && row.contains(link)))
  const next = nextOf(event.key, here, links.length)
  const link = next === null ? undefined : links[next]
  if (link === undefined) return
  event.preventDefault()
  link.focus()
}

function nextOf(key: string, here: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return here + 1
    case 'ArrowUp':
      return here - 1
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
