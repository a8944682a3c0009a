/**
 * Gives the colours of code to who draws it line by line, as soon as the grammar is here; none until then.
 * The grammars are those of Markdown's code blocks.
 */
import { Suspense, use, useMemo } from 'react'
import type { ReactNode } from 'react'
import type { CodeRun, Highlight } from '../../markdown/code/colourCode.ts'
import { grammarOf } from '../../markdown/code/grammarOf.ts'
import { highlighters } from '../../markdown/code/grammars.ts'
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

/** Of both together. More is drawn without colours: finding them would hold the page. */
const LONGEST = 30_000

export function InColours(props: InColoursProps) {
  const { language, before = '', after, children } = props
  const name = before.length + after.length <= LONGEST ? grammarOf(language) : null
  const load = name === null ? undefined : highlighters.get(name)
  if (!load) return children(null, null)
  return (
    <Suspense fallback={children(null, null)}>
      <Coloured load={load} before={before} after={after}>
        {children}
      </Coloured>
    </Suspense>
  )
}

interface ColouredProps {
  readonly load: () => Promise<Highlight | null>
  readonly before: string
  readonly after: string
  readonly children: InColoursProps['children']
}

function Coloured({ load, before, after, children }: ColouredProps) {
  const highlight = use(load())
  const old = useMemo(
    () => (highlight && before !== '' ? codeLines(highlight(before)) : null),
    [highlight, before]
  )
  const fresh = useMemo(
    () => (highlight && after !== '' ? codeLines(highlight(after)) : null),
    [highlight, after]
  )
  return children(old, fresh)
}
