/** What came of a call, as text: for every tool whose result has no view of its own, and for what went wrong. */
import { strings } from '../../../strings/strings.ts'
import { BodyPart } from '../BodyPart.tsx'
import type { CallProps } from '../call.ts'
import { OutputText } from '../OutputText.tsx'
import { exitCode } from '../resultText.ts'
import { Verdict } from '../Verdict.tsx'

interface ResultPartProps extends CallProps {
  readonly isLabelled?: boolean
}

export function ResultPart({ call, isLabelled = false }: ResultPartProps) {
  const { result, state } = call
  if (state.kind === 'denied' || state.kind === 'held') return <Verdict call={call} />
  if (result === null) return null
  return (
    <BodyPart label={isLabelled ? strings.tool.output : undefined}>
      <OutputText
        result={result}
        isGrowing={state.kind === 'running'}
        hidesExit={call.use.kind === 'command' && call.use.variant === undefined && exitCode(result) !== null}
      />
    </BodyPart>
  )
}
