/**
 * Where a text stands in drawn elements, as ranges: across inline elements, never across blocks. Reads the
 * document and changes nothing.
 */
import { patternOf } from './findHits.ts'

/** Text within one of these is one run of words. */
const BLOCKS = 'p, li, pre, td, th, h1, h2, h3, h4, h5, h6, blockquote, div, button, figcaption'
/** Not part of what was said: actions, words for screen readers. */
const SKIPPED = '[role="toolbar"], .sr-only, [aria-hidden="true"]'

export function hitRanges(root: Element, query: string): readonly Range[] {
  const pattern = patternOf(query)
  if (pattern === null) return []
  const ranges: Range[] = []
  let run: Text[] = []
  let block: Element | null = null
  const close = (): void => {
    if (run.length > 0) ranges.push(...rangesIn(run, pattern))
    run = []
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!(node instanceof Text) || parent === null || parent.closest(SKIPPED) !== null) continue
    const around = parent.closest(BLOCKS)
    if (around !== block) close()
    block = around
    run.push(node)
  }
  close()
  return ranges
}

function rangesIn(nodes: readonly Text[], pattern: RegExp): readonly Range[] {
  const text = nodes.map(({ data }) => data).join('')
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => {
    const range = new Range()
    const [startNode, start] = locate(nodes, index, false)
    const [endNode, end] = locate(nodes, index + found.length, true)
    range.setStart(startNode, start)
    range.setEnd(endNode, end)
    return range
  })
}

/** The node and offset of a position in the joined text; at a seam, the end of the node before it if `isEnd`. */
function locate(nodes: readonly Text[], position: number, isEnd: boolean): readonly [Text | Node, number] {
  let left = position
  for (const node of nodes) {
    if (left < node.length || (isEnd && left === node.length)) return [node, left]
    left -= node.length
  }
  const last = nodes.at(-1) ?? document.body
  return [last, last instanceof Text ? last.length : 0]
}
