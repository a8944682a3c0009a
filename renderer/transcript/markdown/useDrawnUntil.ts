/**
 * How far a long text is drawn: some of it at once, then a piece more at a time, so that nothing else waits for a list
 * of ten thousand items. A text that grows is always ahead of its end. Called by `Markdown.tsx`.
 */
import { startTransition, useEffect, useState } from 'react'

/** UTF-16 units of a piece: some hundred rows of a table, drawn in a part of the 100 ms that nobody notices. */
export const PIECE = 12_000

/** An offset into the text; beyond its end when all of it is drawn. */
export function useDrawnUntil(length: number): number {
  const [pieces, setPieces] = useState(1)
  const until = pieces * PIECE
  // Half a piece early, so that what grows does not wait at its end.
  const isFarEnough = length <= until - PIECE / 2
  useEffect(() => {
    if (isFarEnough) return undefined
    // A task of its own: what a person does comes between two pieces.
    const timer = setTimeout(() => startTransition(() => setPieces(pieces + 1)))
    return () => clearTimeout(timer)
  }, [isFarEnough, pieces])
  return until
}
