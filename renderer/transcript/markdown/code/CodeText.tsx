/** Code in its colours, as soon as they are known; until then, and while it grows, in one. */
import { useCodeColours } from './ColourContext.ts'

interface CodeTextProps {
  readonly code: string
  readonly language: string
  readonly isSettled: boolean
}

/** Longer code is drawn without colour: thousands of elements cost more than they help. */
const LONGEST = 40_000

export function CodeText({ code, language, isSettled }: CodeTextProps) {
  const runs = useCodeColours(isSettled && code.length <= LONGEST ? language : null, code)
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
