/** Lines of a file with their numbers, in the colours of its language; a few at first. */
import { useMemo } from 'react'
import { languageOfPath } from '../../markdown/code/grammarOf.ts'
import { useShown } from '../useShown.tsx'
import { ClippedLine } from './ClippedLine.tsx'
import { CodeRuns } from './CodeRuns.tsx'
import { InColours } from './InColours.tsx'
import { LineNumber } from './LineNumber.tsx'
import type { NumberedLine } from './numberedLines.ts'

interface NumberedCodeProps {
  readonly lines: readonly NumberedLine[]
  /** Says the language. */
  readonly path: string
  readonly limit?: number
}

export function NumberedCode({ lines, path, limit = 16 }: NumberedCodeProps) {
  const { count, more } = useShown(lines.length, limit)
  const digits = String(lines.at(-1)?.number ?? 1).length
  const shown = lines.slice(0, count)
  const code = useMemo(
    () =>
      lines
        .slice(0, count)
        .map(({ text }) => text)
        .join('\n'),
    [lines, count]
  )
  return (
    <>
      <div tabIndex={0} className="tool-code max-h-[70vh] overflow-y-auto">
        <InColours language={languageOfPath(path)} after={code}>
          {(_, colours) =>
            shown.map(({ number, text }, index) => (
              <div key={number} className="code-row">
                <LineNumber number={number} digits={digits} />
                <span className="code-text">
                  {colours?.[index] && text.length <= 2000 ? (
                    <CodeRuns runs={colours[index]} />
                  ) : (
                    <ClippedLine text={text} />
                  )}
                </span>
              </div>
            ))
          }
        </InColours>
      </div>
      {more && <div className="px-3 pb-1.5">{more}</div>}
    </>
  )
}
