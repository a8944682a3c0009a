/**
 * What of a long text is not drawn yet, as it was written: its words can be read while they wait, and take about the
 * room they will have, so that the list of rows and its scrollbar need not wait. Drawn by `Markdown.tsx`.
 */
import { memo } from 'react'
import { PIECE } from './useDrawnUntil.ts'

/** UTF-16 units of a line: longer ones are folded when they are drawn, and only their room is kept here. */
const LONGEST_LINE = 2_000

interface UndrawnProps {
  readonly text: string
  readonly from: number
}

export function Undrawn({ text, from }: UndrawnProps) {
  let lines = text.endsWith('\n') ? 0 : 1
  for (let at = text.indexOf('\n', from); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
  return (
    <div aria-hidden className="undrawn" style={{ height: `${lines}lh` }}>
      {pieces(text, from).map(([start, end]) => (
        <Piece key={start} text={text.slice(start, end)} />
      ))}
    </div>
  )
}

/** Cut at the same lines whatever `from` is, so that a step takes one away and leaves the others as they are. */
function pieces(text: string, from: number): readonly (readonly [number, number])[] {
  const cut: [number, number][] = []
  for (let start = from; start < text.length;) {
    const line = text.indexOf('\n', (Math.floor(start / PIECE) + 1) * PIECE)
    const end = line === -1 ? text.length : line + 1
    cut.push([start, end])
    start = end
  }
  return cut
}

/** Without layout and paint while it is out of sight. */
const Piece = memo(function Piece({ text }: { readonly text: string }) {
  const lines = text.split('\n')
  const isFolded = lines.some(({ length }) => length > LONGEST_LINE)
  const rows = text.endsWith('\n') ? lines.length - 1 : lines.length
  return <p style={{ height: `${rows}lh` }}>{isFolded ? null : text}</p>
})
