/**
 * The session as a scroll: messages oldest to newest, what is on its way, the live end. Reads the
 * two runs of the fold (`settled` keeps its identity while `open` streams), so that a delta costs
 * the growing message and nothing else. `SessionTranscript` feeds it.
 */
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { FocusEvent, ReactNode } from 'react'
import type { FindResult } from '../../shared/find.ts'
import type {
  PermissionRequest,
  SessionMessage,
  TurnEnd,
  TurnRetry,
  TurnState
} from '../../shared/session.ts'
import type { LoadedUntil } from '../stores/loadUntil.ts'
import { strings } from '../strings/strings.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { EndPill } from './EndPill.tsx'
import { FindBar } from './find/FindBar.tsx'
import { JourneyLine } from './find/JourneyLine.tsx'
import { useSessionFind } from './find/useSessionFind.ts'
import { FoldMemory } from './FoldMemory.ts'
import { messageMarkdown } from './messageMarkdown.ts'
import { OlderEdge } from './OlderEdge.tsx'
import type { OlderState } from './OlderEdge.tsx'
import type { OutboxRow } from './OutboxMessage.tsx'
import { useRowHeightStore } from './rows/rowHeightStore.ts'
import { useVirtualRows } from './rows/useVirtualRows.ts'
import type { RowSetting } from './RowView.tsx'
import { RowView } from './RowView.tsx'
import { selectGrowing } from './toolResults.ts'
import type { ToolResultLookup } from './toolResults.ts'
import { useTranscriptKeys } from './transcriptKeys.ts'
import { TurnAnnouncer } from './TurnAnnouncer.tsx'
import { groupSubagents } from './turnView.ts'
import type { TurnView } from './turnView.ts'
import { useReadingPlace } from './useReadingPlace.ts'
import { newestPrompt, useTranscriptRows } from './useTranscriptRows.ts'

export interface TranscriptProps {
  readonly settled: readonly SessionMessage[]
  readonly open: readonly SessionMessage[]
  readonly toolResults: ToolResultLookup
  readonly outbox: readonly OutboxRow[]
  readonly permissions: readonly PermissionRequest[]
  readonly turn: TurnState
  readonly retry: TurnRetry | null
  readonly lastTurn: TurnEnd | null
  readonly older: OlderState
  readonly onLoadOlder: () => void
  readonly onRetryTurn: () => void
  readonly onSendAgain: (id: string) => void
  readonly onDiscard: (id: string) => void
  /** Finds in the whole session, loaded or not. Rejects with a sentence for people. Keeps its identity. */
  readonly search: (query: string) => Promise<FindResult>
  /** Loads older messages until this one is here. Keeps its identity. */
  readonly loadUntil: (messageId: string, signal: AbortSignal) => Promise<LoadedUntil>
  /** Drawn when there is no message at all. */
  readonly empty: ReactNode
}

const NONE: readonly SessionMessage[] = []
const PADDING = 16
/** What `OlderEdge` takes while there is more. */
const EDGE = 36

export function Transcript(props: TranscriptProps) {
  const { settled, open, toolResults, outbox, permissions, turn, older, onLoadOlder } = props
  const { rows, keyAt, promptAt, messages } = useTranscriptRows(props)
  const heights = useRowHeightStore((state) => state.heights)
  const [focused, setFocused] = useState<string | null>(null)
  const [folds] = useState(() => new Map<string, boolean>())

  const onNearTop = useCallback(() => {
    if (older === 'more') onLoadOlder()
  }, [older, onLoadOlder])
  const list = useVirtualRows({
    rows,
    keyAt,
    heights,
    paddingStart: older === 'none' ? PADDING : PADDING + EDGE,
    paddingEnd: 8,
    kept: focused,
    onNearTop
  })
  const { scrollerRef, jumpToEnd, letGo, reading } = list
  useTranscriptKeys(list)
  const { find, jump, isDrawn, asked, close, named } = useSessionFind({
    settled,
    open,
    isRunning: turn !== 'idle',
    rows,
    list,
    search: props.search,
    loadUntil: props.loadUntil
  })

  useReadingPlace(list, jump)

  // Who sends a message wants to see it, wherever they were reading.
  const newestSent = outbox.at(-1)?.id ?? null
  useLayoutEffect(() => {
    if (newestSent !== null) jumpToEnd()
  }, [newestSent, jumpToEnd])

  const nested = open.some((message) => message.parentToolUseId !== undefined) ? open : NONE
  const subagents = useMemo(() => groupSubagents([...settled, ...nested]), [settled, nested])
  const waiting = useMemo(
    () =>
      new Set(permissions.flatMap((request) => (request.toolUseId === undefined ? [] : [request.toolUseId]))),
    [permissions]
  )
  const growing = useMemo(() => selectGrowing(open), [open])
  const past = useMemo<TurnView>(
    () => ({ results: toolResults, subagents, growing, waiting, live: false }),
    [toolResults, subagents, growing, waiting]
  )
  const present = useMemo<TurnView>(() => ({ ...past, live: turn !== 'idle' }), [past, turn])

  const latest = useRef(toolResults)
  useLayoutEffect(() => {
    latest.current = toolResults
  }, [toolResults])
  const markdownOf = useCallback((message: SessionMessage) => messageMarkdown(message, latest.current), [])

  const last = open.at(-1) ?? settled.at(-1) ?? null
  const setting: RowSetting = {
    turn,
    retry: props.retry,
    lastTurn: props.lastTurn,
    since: useMemo(() => newestPrompt(settled, open)?.createdAt ?? null, [settled, open]),
    isWaiting: permissions.length > 0,
    retryAt: turn === 'idle' && last?.notice === 'failed' ? last.id : null,
    revealed: jump.revealed,
    markdownOf,
    onRetryTurn: props.onRetryTurn,
    onSendAgain: props.onSendAgain,
    onDiscard: props.onDiscard
  }

  function onFocus(event: FocusEvent): void {
    setFocused(event.target.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null)
  }

  return (
    <div className="relative min-h-0 flex-1">
      {/* The headings of answers stand below it, whichever rows are drawn. */}
      <h2 className="sr-only">{strings.session.transcript}</h2>
      <div
        ref={scrollerRef}
        role="log"
        aria-label={strings.session.transcript}
        aria-live="off"
        aria-busy={turn !== 'idle'}
        data-turn={turn}
        tabIndex={0}
        onClickCapture={letGo}
        onFocus={onFocus}
        onBlur={() => setFocused(null)}
        className="absolute inset-0 isolate flex flex-col overflow-y-auto -outline-offset-2 [overflow-anchor:none]"
      >
        {rows.count === 0 && older === 'none' ? (
          <div className="mx-auto flex w-full max-w-[800px] flex-1 flex-col px-6">{props.empty}</div>
        ) : (
          <FoldMemory value={folds}>
            <div
              className="relative mx-auto flow-root w-full max-w-[800px] shrink-0 px-6"
              style={{ height: list.height }}
            >
              <OlderEdge older={older} />
              {list.drawn.map(({ index, gap }) => {
                const row = rows.at(index)
                if (row === undefined) return null
                return (
                  <div
                    key={row.key}
                    ref={list.measure}
                    data-index={index}
                    data-row={row.key}
                    className={joinClasses(
                      'group/row relative isolate flow-root',
                      row.key === named && 'named-row'
                    )}
                    style={gap === 0 ? undefined : { marginTop: gap }}
                  >
                    <RowView
                      row={row}
                      view={index >= promptAt ? present : past}
                      setting={setting}
                      outOf={older === 'none' ? messages : -1}
                    />
                  </div>
                )
              })}
            </div>
          </FoldMemory>
        )}
      </div>
      {find.isOpen ? (
        <FindBar
          find={find}
          journey={jump.journey}
          isDrawn={isDrawn}
          onStop={jump.stop}
          onClose={close}
          asked={asked}
        />
      ) : (
        jump.journey !== 'none' && (
          <div className="absolute top-2 right-4 z-30 w-80 rounded-lg border border-line-strong bg-surface-raised shadow-pop">
            <JourneyLine journey={jump.journey} onStop={jump.stop} />
          </div>
        )
      )}
      <EndPill reading={reading} rows={rows} onJump={jumpToEnd} />
      <TurnAnnouncer turn={turn} lastTurn={props.lastTurn} waiting={permissions.length > 0} />
    </div>
  )
}
