/**
 * The session as a scroll: messages oldest to newest, what is on its way, the live end. Reads the
 * two runs of the fold (`settled` keeps its identity while `open` streams), so that a delta costs
 * the growing message and nothing else. `ProjectSession` feeds it.
 */
import { ArrowDown, CircleStop } from 'lucide-react'
import { useCallback, useLayoutEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { unreachable } from '../../shared/errors.ts'
import { isPrompt } from '../../shared/evolve.ts'
import type {
  PermissionRequest,
  SessionMessage,
  TurnEnd,
  TurnRetry,
  TurnState
} from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { FailedTurn } from './FailedTurn.tsx'
import { LiveEnd } from './LiveEnd.tsx'
import { hasRow, MessageView } from './MessageView.tsx'
import { OlderEdge } from './OlderEdge.tsx'
import type { OlderState } from './OlderEdge.tsx'
import { OutboxMessage } from './OutboxMessage.tsx'
import type { OutboxRow } from './OutboxMessage.tsx'
import { earlierRows, indexOfStart, isOverfull, newestRows } from './rowWindow.ts'
import { NoticeLine } from './SystemNotice.tsx'
import type { ToolResultLookup } from './toolResults.ts'
import { TurnAnnouncer } from './TurnAnnouncer.tsx'
import { groupSubagents } from './turnView.ts'
import type { TurnView } from './turnView.ts'
import { useTranscriptScroll } from './useTranscriptScroll.ts'

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
  /** Drawn when there is no message at all. */
  readonly empty: ReactNode
}

export function Transcript(props: TranscriptProps) {
  const { settled, open, toolResults, outbox, permissions, turn, older, onLoadOlder } = props
  const [start, setStart] = useState(() => newestRows(settled))
  const firstIndex = indexOfStart(settled, start)

  const onNearTop = useCallback(() => {
    if (firstIndex > 0) setStart(earlierRows(settled, start))
    else if (older === 'more') onLoadOlder()
  }, [firstIndex, settled, start, older, onLoadOlder])

  const shown = useMemo(() => settled.slice(firstIndex).filter(hasRow), [settled, firstIndex])
  const { scroller, content, following, jumpToLatest, letGo } = useTranscriptScroll(
    shown[0]?.id ?? null,
    onNearTop
  )

  // Who sends a message wants to see it, wherever they were reading.
  const newestSent = outbox.at(-1)?.id ?? null
  useLayoutEffect(() => {
    if (newestSent !== null) jumpToLatest()
  }, [newestSent, jumpToLatest])

  // Back at the end after a long stretch: the oldest rows leave the document.
  if (following && isOverfull(settled, start)) setStart(newestRows(settled))

  const nested = open.some((message) => message.parentToolUseId !== undefined) ? open : NONE
  const subagents = useMemo(() => groupSubagents([...settled, ...nested]), [settled, nested])
  const waiting = useMemo(
    () =>
      new Set(permissions.flatMap((request) => (request.toolUseId === undefined ? [] : [request.toolUseId]))),
    [permissions]
  )
  const past = useMemo<TurnView>(
    () => ({ results: toolResults, subagents, waiting, live: false }),
    [toolResults, subagents, waiting]
  )
  const present = useMemo<TurnView>(() => ({ ...past, live: turn !== 'idle' }), [past, turn])
  // Found anew only when a message settles: prompts never stream.
  const promptAt = useMemo(() => shown.findLastIndex(isPrompt), [shown])
  const prompt = open.findLast(isPrompt) ?? shown[promptAt]
  const isEmpty = shown.length === 0 && open.length === 0 && outbox.length === 0

  return (
    <div className="relative min-h-0 flex-1">
      <div ref={scroller} className="absolute inset-0 overflow-y-auto [overflow-anchor:none]">
        <div
          ref={content}
          role="log"
          aria-label={strings.session.transcript}
          aria-live="off"
          aria-busy={turn !== 'idle'}
          onClickCapture={letGo}
          data-turn={turn}
          className="thread mx-auto flex min-h-full w-full max-w-[800px] flex-col px-6 pt-4 pb-2"
        >
          {isEmpty && older === 'none' ? (
            props.empty
          ) : (
            <>
              <OlderEdge older={firstIndex > 0 ? 'more' : older} />
              {shown.map((message, index) => (
                <MessageView key={message.id} message={message} view={index >= promptAt ? present : past} />
              ))}
              {open.filter(hasRow).map((message) => (
                <MessageView key={message.id} message={message} view={present} />
              ))}
              {turn !== 'idle' && (
                <LiveEnd
                  turn={turn}
                  retry={props.retry}
                  since={prompt?.createdAt ?? null}
                  waiting={permissions.length > 0}
                />
              )}
              <TurnOutcomeRow {...props} last={open.at(-1) ?? shown.at(-1) ?? null} />
              {outbox.map((row) => (
                <OutboxMessage
                  key={row.id}
                  row={row}
                  onSendAgain={props.onSendAgain}
                  onDiscard={props.onDiscard}
                />
              ))}
            </>
          )}
        </div>
      </div>
      {!following && (
        <Button
          size="small"
          onClick={jumpToLatest}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full! shadow-pop"
        >
          <ArrowDown size={14} strokeWidth={1.75} aria-hidden />
          {strings.session.jumpToLatest}
        </Button>
      )}
      <TurnAnnouncer turn={turn} lastTurn={props.lastTurn} waiting={permissions.length > 0} />
    </div>
  )
}

const NONE: readonly SessionMessage[] = []

interface TurnOutcomeRowProps extends Pick<TranscriptProps, 'lastTurn' | 'turn' | 'onRetryTurn'> {
  readonly last: SessionMessage | null
}

/** How the last turn ended, when the transcript itself does not say it already. */
function TurnOutcomeRow({ lastTurn, turn, last, onRetryTurn }: TurnOutcomeRowProps) {
  if (turn !== 'idle' || lastTurn === null) return null
  switch (lastTurn.outcome) {
    case 'done':
      return null
    case 'interrupted':
      return last?.notice === 'interrupted' ? null : (
        <NoticeLine icon={CircleStop} text={strings.session.interrupted}>
          {null}
        </NoticeLine>
      )
    case 'failed':
      return last?.notice === 'failed' ? (
        <div className="pb-4 pl-[30px]">
          <Button size="small" onClick={onRetryTurn}>
            {strings.session.retry}
          </Button>
        </div>
      ) : (
        <FailedTurn what={lastTurn.error?.message ?? strings.session.failedHint} onRetry={onRetryTurn} />
      )
    default:
      return unreachable(lastTurn.outcome)
  }
}
