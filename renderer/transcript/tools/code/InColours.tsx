/**
 * Gives the colours of code to who draws it line by line, as soon as they are known; none until then. They
 * are those of Markdown's code blocks.
 */
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import type { CodeRun } from '../../markdown/code/colourCode.ts'
import { useCodeColours } from '../../markdown/code/ColourContext.ts'
import { codeLines } from './codeLines.ts'

/** The runs of each line; null: without colours. */
export type LineColours = readonly (readonly CodeRun[])[] | null

interface InColoursProps {
  readonly language: string
  /** The two sides of a change; one of them may be empty. */
  readonly before?: string
  readonly after: string
  readonly children: (before: LineColours, after: LineColours) => ReactNode
}

/** Of both together. More is drawn without colours: so many elements would hold the page. */
const LONGEST = 30_000

export function InColours({ language, before = '', after, children }: InColoursProps) {
  const wanted = before.length + after.length <= LONGEST ? language : null
  return children(useLineColours(wanted, before), useLineColours(wanted, after))
}

function useLineColours(language: string | null, code: string): LineColours {
  const runs = useCodeColours(language, code)
  return useMemo(() => (runs === null ? null : codeLines(runs)), [runs])
}
