/** Code in its colours, as soon as its grammar is here; until then, and while it grows, in one. */
import { Suspense, use, useMemo } from 'react'
import type { Highlight } from './colourCode.ts'
import { grammarOf } from './grammarOf.ts'
import { highlighters } from './grammars.ts'

interface CodeTextProps {
  readonly code: string
  readonly language: string
  readonly isSettled: boolean
}

/** Longer code is drawn without colour: thousands of elements cost more than they help. */
const LONGEST = 40_000

export function CodeText({ code, language, isSettled }: CodeTextProps) {
  const name = isSettled && code.length <= LONGEST ? grammarOf(language) : null
  const load = name === null ? undefined : highlighters.get(name)
  if (!load) return code
  return (
    <Suspense fallback={code}>
      <Coloured code={code} load={load} />
    </Suspense>
  )
}

interface ColouredProps {
  readonly code: string
  readonly load: () => Promise<Highlight | null>
}

function Coloured({ code, load }: ColouredProps) {
  const highlight = use(load())
  const runs = useMemo(() => (highlight ? highlight(code) : null), [highlight, code])
  if (!runs) return code
  return runs.map(({ tone, text }, index) =>
    tone === null ? (
      text
    ) : (
      <span key={index} data-tone={tone}>
        {text}
      </span>
    )
  )
}
