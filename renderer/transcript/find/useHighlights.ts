/**
 * Marks hits in the rows that are drawn, by the CSS Custom Highlight API: the document stays as it is.
 * Follows what is drawn: rows that come and go, text that grows, folds that open.
 */
import { useEffect } from 'react'
import type { RefObject } from 'react'
import { hitRanges } from './hitRanges.ts'

const ALL = 'skein-find'
const CURRENT = 'skein-find-current'

const rules = `
::highlight(${ALL}) { background-color: var(--color-find); color: var(--color-find-ink) }
::highlight(${CURRENT}) { background-color: var(--color-find-current); color: var(--color-find-current-ink) }
`

/** A row on its way into the document, or a fold that opens, is waited for this long, in milliseconds. */
const PATIENCE = 400

/**
 * @param query null while nothing is looked for
 * @param currentRange the hit the reader is at, when it is drawn; keeps its identity for one hit
 * @param onDrawn told whether that hit is to be seen; keeps its identity
 */
export function useHighlights(
  scrollerRef: RefObject<HTMLElement | null>,
  query: string | null,
  currentRange: (() => Range | null) | null,
  onDrawn: (isDrawn: boolean) => void
): void {
  useEffect(() => {
    const box = scrollerRef.current
    if (!box || query === null || !canHighlight()) return undefined
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(rules)
    document.adoptedStyleSheets.push(sheet)
    onDrawn(true) // until it is known better
    let frame: number | null = null
    let patience: ReturnType<typeof setTimeout> | undefined
    const paint = (): void => {
      frame = null
      const all = new Highlight()
      for (const found of hitRanges(box, query)) all.add(found)
      CSS.highlights.set(ALL, all)
      const range = currentRange?.() ?? null
      clearTimeout(patience)
      if (range !== null || currentRange === null) onDrawn(true)
      else patience = setTimeout(() => onDrawn(false), PATIENCE)
      if (range === null) CSS.highlights.delete(CURRENT)
      else {
        const highlight = new Highlight(range)
        highlight.priority = 1
        CSS.highlights.set(CURRENT, highlight)
      }
    }
    const observer = new MutationObserver(() => {
      frame ??= requestAnimationFrame(paint)
    })
    observer.observe(box, { subtree: true, childList: true, characterData: true })
    paint()
    return () => {
      observer.disconnect()
      clearTimeout(patience)
      if (frame !== null) cancelAnimationFrame(frame)
      CSS.highlights.delete(ALL)
      CSS.highlights.delete(CURRENT)
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
    }
  }, [scrollerRef, query, currentRange, onDrawn])
}

/** Absent where nothing is painted. */
function canHighlight(): boolean {
  return 'highlights' in CSS && typeof Highlight !== 'undefined'
}
