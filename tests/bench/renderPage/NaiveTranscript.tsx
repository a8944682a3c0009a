/** The other side: every row of the session in the document at once, with the very same row components. */
import { useLayoutEffect, useMemo, useRef } from 'react'
import { useSessionStore } from '../../../renderer/stores/sessionStore.ts'
import { beginRows, foldRows } from '../../../renderer/transcript/rows/transcriptRows.ts'
import { RowView } from '../../../renderer/transcript/RowView.tsx'
import type { RowSetting } from '../../../renderer/transcript/RowView.tsx'
import { joinToolResults, selectToolResults } from '../../../renderer/transcript/toolResults.ts'
import { groupSubagents } from '../../../renderer/transcript/turnView.ts'
import type { SessionMessage } from '../../../shared/session.ts'

const NONE: readonly SessionMessage[] = []

const setting: RowSetting = {
  turn: 'running',
  retry: null,
  lastTurn: null,
  since: null,
  isWaiting: false,
  retryAt: null,
  revealed: null,
  markdownOf: () => '',
  onRetryTurn: () => undefined,
  onSendAgain: () => undefined,
  onDiscard: () => undefined
}

export function NaiveTranscript() {
  const settled = useSessionStore((state) => state.currentSession?.settled ?? NONE)
  const open = useSessionStore((state) => state.currentSession?.open ?? NONE)
  const scroller = useRef<HTMLDivElement>(null)
  const past = useMemo(() => foldRows(beginRows(true), settled), [settled])
  const settledResults = useMemo(() => selectToolResults(settled), [settled])
  const subagents = useMemo(() => groupSubagents(settled), [settled])
  const view = useMemo(
    () => ({
      results: joinToolResults(settledResults, new Map()),
      subagents,
      growing: new Set<string>(),
      waiting: new Set<string>(),
      live: false
    }),
    [settledResults, subagents]
  )
  const rows = [...past.rows, ...foldRows(past, open, past.rows.length).rows]

  useLayoutEffect(() => {
    const box = scroller.current
    if (box) box.scrollTop = box.scrollHeight
  })

  return (
    <div className="relative min-h-0 flex-1">
      <div ref={scroller} role="log" className="absolute inset-0 overflow-y-auto">
        <div className="mx-auto w-full max-w-[800px] px-6">
          {rows.map((row) => (
            <div key={row.key} data-row={row.key} className="group/row relative flow-root">
              <RowView row={row} view={view} setting={setting} outOf={rows.length} />
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}
