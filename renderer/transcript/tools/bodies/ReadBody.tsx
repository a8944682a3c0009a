/** What was read of a file: its lines with their numbers, or the picture it is. */
import { useMemo } from 'react'
import { BodyPart } from '../BodyPart.tsx'
import type { CallProps } from '../call.ts'
import { numberedLines } from '../code/numberedLines.ts'
import { NumberedCode } from '../code/NumberedCode.tsx'
import { FilePath } from '../FilePath.tsx'
import { useWholeResult } from '../useWholeResult.tsx'
import { resultImages, resultText } from '../resultText.ts'
import { readToolInput, subjectOf } from '../toolInputs.ts'
import { ResultPart } from './ResultPart.tsx'

export function ReadBody({ call }: CallProps) {
  const input = readToolInput(call.use.input)
  const { offset } = input
  const path = subjectOf(call.use, input.file_path)
  const { result, more } = useWholeResult(call.result)
  const text = useMemo(() => (result === null ? '' : resultText(result)), [result])
  const { lines, rest } = useMemo(() => numberedLines(text, offset ?? 1), [text, offset])
  const isPlain = result !== null && !result.is_error && lines.length > 0 && resultImages(result).length === 0
  return (
    <>
      {path !== '' && (
        <BodyPart className="flex">
          <FilePath path={path} line={offset ?? null} className="text-ink-muted" />
        </BodyPart>
      )}
      {isPlain ? (
        <div className="border-t border-line py-1.5 first:border-t-0">
          <NumberedCode lines={lines} path={path} />
          {more && <div className="px-3">{more}</div>}
          {rest !== '' && (
            <p className="mt-1 px-3 text-meta wrap-anywhere whitespace-pre-wrap text-ink-faint">{rest}</p>
          )}
        </div>
      ) : (
        <ResultPart call={call} />
      )}
    </>
  )
}
