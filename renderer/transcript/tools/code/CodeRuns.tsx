/** A stretch of code in its colours (prose.css), with the words that changed marked. */
import { joinClasses } from '../../../ui/joinClasses.ts'
import type { CodeRun } from '../../markdown/code/colourCode.ts'

interface CodeRunsProps {
  readonly runs: readonly (CodeRun & { readonly changed?: boolean })[]
  /** The look of what changed. */
  readonly mark?: string
}

export function CodeRuns({ runs, mark }: CodeRunsProps) {
  return runs.map(({ tone, text, changed }, index) =>
    tone === null && changed !== true ? (
      text
    ) : (
      <span key={index} data-tone={tone ?? undefined} className={joinClasses(changed && mark)}>
        {text}
      </span>
    )
  )
}
