/** How many of many lines are drawn: a few at first, then some hundred more each time they are asked for. */
import { startTransition, useState } from 'react'
import type { ReactNode } from 'react'
import { strings } from '../../strings/strings.ts'
import { useOnReveal } from '../FoldMemory.ts'
import { MoreButton } from './MoreButton.tsx'

/** Drawn at once; more would hold the page for longer than anyone notices. */
const STEP = 500
/** When a search found something further down. */
const MOST_REVEALED = 2_000
/** A little more than the limit is drawn whole. */
const SPARE = 2

interface Shown {
  readonly count: number
  /** The button that shows more; null when all are shown. */
  readonly more: ReactNode
}

export function useShown(total: number, limit: number, labelAll = strings.tool.showAll): Shown {
  const [count, setCount] = useState(limit)
  useOnReveal(() => setCount((shown) => Math.max(shown, MOST_REVEALED)))
  if (total <= count + SPARE) return { count: total, more: null }
  const next = count + STEP >= total ? total : count + STEP
  const label = next === total ? labelAll(total) : strings.tool.showMore(next - count, total)
  // Drawn in slices: nobody waits for hundreds of lines at once.
  const show = (): void => startTransition(() => setCount(next))
  return { count, more: <MoreButton label={label} onClick={show} /> }
}
