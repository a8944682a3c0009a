/**
 * A text that is Markdown itself, so that it can stand among others in a document: a fence that has no end gets one,
 * for it would swallow what follows; and a block of Markdown that holds fences no longer than its own gets a longer one,
 * so that every reader sees the block this page shows. Used by `markdownExport.ts`.
 */
import { mayHoldFences, readFence, takeFenceLine } from '../../shared/markdown/fences.ts'
import type { Fence, OpenFence } from '../../shared/markdown/fences.ts'
import { looseUnits, PIECE } from './textPieces.ts'

const FENCE_LINE = /^ {0,3}(?:`{3,}|~{3,}).*$/gm

export function* closedMarkdown(text: string): Generator<string> {
  let open: OpenFence | null = null
  /** The fence that is written for the open block. */
  let written = ''
  let from = 0
  for (const piece of looseUnits(text)) {
    let done = 0
    for (const { 0: line, index } of piece.matchAll(FENCE_LINE)) {
      let own: string | null = null
      if (open === null) {
        const fence = readFence(line)
        if (fence === null) continue
        open = { ...fence, inside: [] }
        own = fence.fence
        written = yield* fenceAround(text, from + index + line.length, fence)
      } else {
        const next: OpenFence | null = takeFenceLine(open, line, { text, start: from + index })
        if (next === null) own = fenceOf(line)
        open = next
      }
      if (own === null || own.length >= written.length) continue
      yield piece.slice(done, index) + line.replace(own, written)
      done = index + line.length
    }
    yield piece.slice(done)
    from += piece.length
  }
  if (open !== null) yield `\n${written}`
}

/** The fence for the block whose first line ends at `head`: its own, unless there are others inside. */
function* fenceAround(text: string, head: number, fence: Fence): Generator<string, string> {
  if (!mayHoldFences(fence)) return fence.fence
  let open: OpenFence = { ...fence, inside: [] }
  let longest = 0
  let rested = head
  for (let at = text.indexOf('\n', head) + 1; at > 0 && at < text.length;) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end === -1 ? text.length : end).replace(/\r$/, '')
    const next = takeFenceLine(open, line, { text, start: at })
    if (next === null) break
    if (next !== open) longest = Math.max(longest, fenceOf(line).length)
    open = next
    at = end + 1
    if (at - rested > PIECE) {
      rested = at
      yield ''
    }
  }
  return longest < fence.fence.length ? fence.fence : fence.fence.charAt(0).repeat(longest + 1)
}

function fenceOf(line: string): string {
  return /`{3,}|~{3,}/.exec(line)?.[0] ?? ''
}
