/** What the person said when they did not let a call happen. */
import { Ban } from 'lucide-react'
import type { ToolKind } from '../../../shared/tool.ts'
import { strings } from '../../strings/strings.ts'
import { BodyPart } from './BodyPart.tsx'
import type { CallProps } from './call.ts'
import { printableProse } from './printable.ts'

/** Null where the line of the call says all there is to say. */
export function Verdict({ call }: CallProps) {
  const { state } = call
  if (state.kind !== 'denied' || state.note === null) return null
  return (
    <BodyPart className="text-ui text-ink-muted">
      <p className="flex items-center gap-1.5">
        <Ban size={13} strokeWidth={1.75} className="shrink-0 text-ink-faint" aria-hidden />
        {wordsFor(call.use.kind)}
      </p>
      <blockquote
        dir="auto"
        className="mt-1 border-l-2 border-line-strong pl-2.5 wrap-anywhere whitespace-pre-wrap text-ink"
      >
        {printableProse(state.note)}
      </blockquote>
    </BodyPart>
  )
}

function wordsFor(kind: ToolKind | undefined): string {
  const { tool } = strings
  if (kind === 'plan') return tool.planKeptNote
  return kind === 'question' ? tool.skippedNote : tool.deniedNote
}
