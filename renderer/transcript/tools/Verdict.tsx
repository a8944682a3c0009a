/** Why a call came to nothing, and what the person said to it. */
import { Ban } from 'lucide-react'
import { strings } from '../../strings/strings.ts'
import type { CallProps } from './call.ts'
import { printableLines } from './printable.ts'

/** Null for calls that had their way, or failed by themselves. */
export function Verdict({ call }: CallProps) {
  const { state } = call
  if (state.kind === 'held') return <VerdictLine text={strings.tool.held} note={null} />
  if (state.kind !== 'denied') return null
  const { plain, withNote } = wordsFor(call.use.name)
  return <VerdictLine text={state.note === null ? plain : withNote} note={state.note} />
}

function wordsFor(toolName: string): { readonly plain: string; readonly withNote: string } {
  const { tool } = strings
  if (toolName === 'ExitPlanMode') return { plain: tool.planKept, withNote: tool.planKeptNote }
  if (toolName === 'AskUserQuestion') return { plain: tool.skipped, withNote: tool.skippedNote }
  return { plain: tool.denied, withNote: tool.deniedNote }
}

function VerdictLine({ text, note }: { readonly text: string; readonly note: string | null }) {
  return (
    <div className="border-t border-line px-3 py-1.5 text-ui text-ink-muted first:border-t-0">
      <p className="flex items-center gap-1.5">
        <Ban size={13} strokeWidth={1.75} className="shrink-0 text-ink-faint" aria-hidden />
        {text}
      </p>
      {note !== null && (
        <blockquote
          dir="auto"
          className="mt-1 border-l-2 border-line-strong pl-2.5 wrap-anywhere whitespace-pre-wrap text-ink"
        >
          {printableLines(note)}
        </blockquote>
      )}
    </div>
  )
}
