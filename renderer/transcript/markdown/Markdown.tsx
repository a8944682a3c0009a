/** The text of an answer. Settled blocks keep their elements; only the one that grows is parsed and drawn again. */
import { lexer } from 'marked'
import { memo, useState } from 'react'
import { renderTokens } from './renderTokens.tsx'
import { createBlockSplitter } from './splitBlocks.ts'

interface MarkdownProps {
  readonly text: string
}

export function Markdown({ text }: MarkdownProps) {
  // The splitter remembers its last cut; the same text always gives the same blocks.
  const [split] = useState(createBlockSplitter)
  return (
    <div className="prose">
      {split(text).map((block) => (
        <MarkdownPiece key={block.start} raw={block.raw} />
      ))}
    </div>
  )
}

const MarkdownPiece = memo(function MarkdownPiece({ raw }: { readonly raw: string }) {
  return renderTokens(lexer(raw))
})
