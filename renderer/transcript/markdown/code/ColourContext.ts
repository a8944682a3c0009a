/** The one worker that colours code, for everything on the page; and the colours of one text. */
import { createContext, useContext, useEffect, useState } from 'react'
import { sealedWorker } from '../../../connection/sealedWorker.ts'
import { CodeColourer } from './CodeColourer.ts'
import type { CodeColours } from './CodeColourer.ts'
import { grammarOf } from './grammarOf.ts'

/** Starts its worker when code is first drawn. */
const ColourContext = createContext(new CodeColourer(() => sealedWorker('colour-worker')))

/**
 * The runs of a code, null while they are not known and where there are none.
 * @param language as it is named in the text; null for code that is not to be coloured
 */
export function useCodeColours(language: string | null, code: string): CodeColours {
  const colourer = useContext(ColourContext)
  const grammar = language === null || code === '' ? null : grammarOf(language)
  const [latest, setLatest] = useState<{ readonly code: string; readonly colours: CodeColours } | null>(null)
  useEffect(
    () =>
      grammar === null || colourer.known(grammar, code) !== undefined
        ? undefined
        : colourer.ask(grammar, code, (colours) => setLatest({ code, colours })),
    [colourer, grammar, code]
  )
  if (grammar === null) return null
  return colourer.known(grammar, code) ?? (latest?.code === code ? latest.colours : null)
}
