/** A plan the agent proposes, as the Markdown it is. */
import type { ToolUseBlock } from '../../../shared/session.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import { readToolInput } from './toolInputs.ts'

export function PlanBody({ use }: { readonly use: ToolUseBlock }) {
  return (
    <div className="px-4 py-3">
      <Markdown text={readToolInput(use.input).plan ?? ''} />
    </div>
  )
}
