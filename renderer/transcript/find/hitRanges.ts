/**
 * Where a text stands in drawn elements, as ranges: across inline elements, never across blocks. Reads the
 * document and changes nothing.
 */
import { findPattern, hitsOf } from '../../../shared/findPattern.ts'
import type { FindPattern } from '../../../shared/findPattern.ts'

/** Text within one of these is one run of words. */
const BLOCKS = 'p, li, pre, td, th, h1, h2, h3, h4, h5, h6, blockquote, div, button, figcaption'
/** Not part of what was said: actions, words for screen readers. */
const SKIPPED = '[role="toolbar"], .sr-only, [aria-hidden="true"], [data-again]'

/** Marked at once; further ones in the same elements are found, but not marked. */
const MOST_RANGES = 5_000

export function hitRanges(root: Element, query: string): readonly Range[] {
  if (query === '') return []
  const pattern = findPattern(query)
  const ranges: Range[] = []
  let run: Text[] = []
  let block: Element | null = null
  const close = (): void => {
    if (run.length > 0)
      for (const range of rangesIn(run, pattern, MOST_RANGES - ranges.length)) ranges.push(range)
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

function rangesIn(nodes: readonly Text[], pattern: FindPattern, most: number): readonly Range[] {
  const text = nodes.map(({ data }) => data).join('')
  const ranges: Range[] = []
  // Hits come in their order: the nodes are walked through once.
  const place = { node: 0, offset: 0 }
  for (const { at, length } of hitsOf(text, pattern, false)) {
    if (ranges.length >= most) break
    const range = new Range()
    range.setStart(...locate(nodes, place, at, false))
    range.setEnd(...locate(nodes, place, at + length, true))
    ranges.push(range)
  }
  return ranges
}

/** How far a walk has come: the node it stands at, and what of the text is before that. */
interface WalkPlace {
  node: number
  offset: number
}

/** The node and offset of a position in the joined text; at a seam, the end of the node before it if `isEnd`. */
function locate(
  nodes: readonly Text[],
  place: WalkPlace,
  position: number,
  isEnd: boolean
): readonly [Node, number] {
  for (; place.node < nodes.length; place.node += 1) {
    const node = nodes[place.node]
    const left = position - place.offset
    if (node === undefined || left < node.length || (isEnd && left === node.length)) break
    place.offset += node.length
  }
  const node = nodes[place.node]
  if (node) return [node, position - place.offset]
  const last = nodes.at(-1) ?? document.body
  return [last, last instanceof Text ? last.length : 0]
}
