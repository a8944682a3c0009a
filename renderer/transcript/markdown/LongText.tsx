/** A text without a line break for very long: its beginning, and the rest when it is asked for. */
import { useState } from 'react'
import { strings } from '../../strings/strings.ts'
import { formatBytes } from '../../ui/formatCount.ts'

interface LongTextProps {
  readonly text: string
}

const SHOWN = 4_000
/** Pieces of their own, so that those out of sight cost nothing. */
const PIECE = 20_000

export function LongText({ text }: LongTextProps) {
  const [isUnfolded, setUnfolded] = useState(false)
  const pieces = isUnfolded ? Math.ceil(text.length / PIECE) : 0
  return (
    <div dir="auto" className="long-text">
      {!isUnfolded && <p>{text.slice(0, SHOWN)}</p>}
      {Array.from({ length: pieces }, (_, index) => (
        <p key={index} className="long-piece">
          {text.slice(index * PIECE, (index + 1) * PIECE)}
        </p>
      ))}
      <button type="button" className="code-fold" onClick={() => setUnfolded(!isUnfolded)}>
        {isUnfolded ? strings.markdown.showLess : strings.markdown.showAllSize(formatBytes(text.length))}
      </button>
    </div>
  )
}
