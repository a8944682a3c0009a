/** One row of the transcript, whatever its kind. Drawn by `TranscriptRows`. */
import { CircleStop } from 'lucide-react'
import type { ReactNode } from 'react'
import { unreachable } from '../../shared/errors.ts'
import type { SessionMessage, TurnEnd, TurnRetry, TurnState } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { DayRow } from './DayRow.tsx'
import { FailedTurn } from './FailedTurn.tsx'
import { LiveEnd } from './LiveEnd.tsx'
import { MessageActions } from './MessageActions.tsx'
import { MessageView } from './MessageView.tsx'
import type { RevealedBlock } from './revealedBlock.ts'
import { OutboxMessage } from './OutboxMessage.tsx'
import type { TranscriptRow } from './rows/transcriptRows.ts'
import { NoticeLine } from './SystemNotice.tsx'
import { TurnEndRow } from './TurnEndRow.tsx'
import type { TurnView } from './turnView.ts'

/** What the rows share, besides each being what it is. */
export interface RowSetting {
  readonly turn: TurnState
  readonly retry: TurnRetry | null
  readonly lastTurn: TurnEnd | null
  /** ISO time of the prompt the running turn answers; null when it is not loaded. */
  readonly since: string | null
  readonly isWaiting: boolean
  /** The newest message, while its turn can be tried again. */
  readonly retryAt: string | null
  readonly revealed: RevealedBlock | null
  readonly markdownOf: (message: SessionMessage) => string
  readonly onRetryTurn: () => void
  readonly onSendAgain: (id: string) => void
  readonly onDiscard: (id: string) => void
}

interface RowViewProps {
  readonly row: TranscriptRow
  readonly view: TurnView
  readonly setting: RowSetting
  /** See `MessageView`. */
  readonly outOf: number
}

export function RowView({ row, view, setting, outOf }: RowViewProps): ReactNode {
  switch (row.kind) {
    case 'message':
      return (
        <>
          <MessageView
            message={row.message}
            view={view}
            place={row.place}
            outOf={outOf}
            revealed={setting.revealed}
            onRetry={setting.retryAt === row.key ? setting.onRetryTurn : null}
          />
          {row.message.role !== 'system' && (
            <MessageActions message={row.message} markdownOf={setting.markdownOf} />
          )}
        </>
      )
    case 'day':
      return <DayRow at={row.at} />
    case 'turn':
      return <TurnEndRow summary={row.summary} />
    case 'live':
      return setting.turn === 'idle' ? null : (
        <LiveEnd
          turn={setting.turn}
          retry={setting.retry}
          since={setting.since}
          waiting={setting.isWaiting}
        />
      )
    case 'outcome':
      return setting.lastTurn?.outcome === 'failed' ? (
        <FailedTurn
          what={setting.lastTurn.error?.message ?? ''}
          failure={setting.lastTurn.error ?? null}
          onRetry={setting.onRetryTurn}
        />
      ) : (
        <NoticeLine icon={CircleStop} text={strings.session.interrupted}>
          {null}
        </NoticeLine>
      )
    case 'outbox':
      return <OutboxMessage row={row.entry} onSendAgain={setting.onSendAgain} onDiscard={setting.onDiscard} />
    default:
      return unreachable(row)
  }
}
