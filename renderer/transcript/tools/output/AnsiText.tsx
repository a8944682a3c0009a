/** What a program wrote, in the colours it chose, made readable on our ground. */
import { useMemo } from 'react'
import { ansiRuns } from './ansiRuns.ts'
import { ansiStyle } from './ansiStyle.ts'

const ESCAPE = String.fromCharCode(27)

/** @param text as `terminalText` leaves it */
export function AnsiText({ text }: { readonly text: string }) {
  const runs = useMemo(() => (text.includes(ESCAPE) ? ansiRuns(text) : null), [text])
  if (runs === null) return text
  return runs.map((run, index) => (
    <span key={index} style={ansiStyle(run)}>
      {run.text}
    </span>
  ))
}
