/**
 * Cuts growing Markdown into its top-level blocks, so that only the last one is scanned and drawn
 * again while an answer streams. `Markdown.tsx` keeps one splitter per text.
 */
import { lexer } from 'marked'

/** One top-level block: its source and where it begins, which stays its key while the text grows. */
export interface MarkdownBlock {
  readonly start: number
  readonly raw: string
}

/**
 * Returns a function from the whole text to its blocks. Blocks that have not changed keep their
 * identity between calls. Only the last two are scanned again when a text grew: a "2" on its own
 * is a paragraph until its dot makes it one more item of the list before it.
 */
export function createBlockSplitter(): (text: string) => readonly MarkdownBlock[] {
  let previousText = ''
  let previous: readonly MarkdownBlock[] = []
  return (text) => {
    if (text === previousText) return previous
    const kept = text.startsWith(previousText) ? previous.slice(0, -2) : []
    const from = kept.length === 0 ? 0 : endOf(kept[kept.length - 1])
    previous = [...kept, ...split(text.slice(from), from)]
    previousText = text
    return previous
  }
}

function split(text: string, offset: number): readonly MarkdownBlock[] {
  const blocks: MarkdownBlock[] = []
  let start = offset
  for (const token of lexer(text)) {
    // A blank line belongs to the block before it: a list may still go on after it.
    const last = blocks[blocks.length - 1]
    if (token.type === 'space' && last) blocks[blocks.length - 1] = { ...last, raw: last.raw + token.raw }
    else blocks.push({ start, raw: token.raw })
    start += token.raw.length
  }
  return blocks
}

function endOf(block: MarkdownBlock | undefined): number {
  return block === undefined ? 0 : block.start + block.raw.length
}
