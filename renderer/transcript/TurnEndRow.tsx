/** Where a turn's thread ends: a stitch, and what the turn came to. */
import { strings } from '../strings/strings.ts'
import type { TurnSummary } from './rows/turnSummary.ts'

export function TurnEndRow({ summary }: { readonly summary: TurnSummary | null }) {
  if (summary === null) return <div className="strand turn-stitch h-3" />
  return <p className="strand turn-stitch pb-5 text-meta text-ink-faint tabular-nums">{turnWords(summary)}</p>
}

/** "1 min 12 s · 8 tools" */
export function turnWords({ milliseconds, tools }: TurnSummary): string {
  return [
    ...(milliseconds >= 1000 ? [strings.session.lasted(milliseconds)] : []),
    ...(tools > 0 ? [strings.session.tools(tools)] : [])
  ].join(' · ')
}
