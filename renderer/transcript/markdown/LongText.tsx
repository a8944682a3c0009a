/** A text without a line break for very long: its beginning, and the rest when it is asked for. */
import { useState } from 'react'
import { cutPlace, cutText } from '../../../shared/cutText.ts'
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
  const pieces = isUnfolded ? piecesOf(text) : []
  return (
    <div dir="auto" className="long-text">
      {!isUnfolded && <p>{cutText(text, SHOWN)}</p>}
      {pieces.map((piece, index) => (
        <p key={index} className="long-piece">
          {piece}
        </p>
      ))}
      <button type="button" className="code-fold" onClick={() => setUnfolded(!isUnfolded)}>
        {isUnfolded ? strings.markdown.showLess : strings.markdown.showAllSize(formatBytes(text.length))}
      </button>
    </div>
  )
}

function piecesOf(text: string): readonly string[] {
  const pieces: string[] = []
  for (let from = 0; from < text.length;) {
    const to = from + cutPlace(text.slice(from, from + 2 * PIECE), PIECE)
    pieces.push(text.slice(from, to))
    from = to
  }
  return pieces
}
