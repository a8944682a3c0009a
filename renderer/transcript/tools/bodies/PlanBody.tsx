/** A plan the agent proposes, as the Markdown it is, and what the person said to it. */
import { Markdown } from '../../markdown/Markdown.tsx'
import type { CallProps } from '../call.ts'
import { readToolInput } from '../toolInputs.ts'
import { ResultPart } from './ResultPart.tsx'

export function PlanBody({ call }: CallProps) {
  const { plan = '' } = readToolInput(call.use.input)
  return (
    <>
      {plan !== '' && (
        <div className="px-4 py-3">
          <Markdown text={plan} />
        </div>
      )}
      {call.state.kind !== 'done' && <ResultPart call={call} />}
    </>
  )
}
