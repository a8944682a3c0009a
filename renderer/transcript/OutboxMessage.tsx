/** A message this window accepted and the server has not recorded yet. */
import { Clock } from 'lucide-react'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { UserMessage } from './UserMessage.tsx'

export interface OutboxRow {
  readonly id: string
  readonly text: string
  /** Why the server refused it; null while it is on its way. */
  readonly refused: string | null
}

interface OutboxMessageProps {
  readonly row: OutboxRow
  readonly onSendAgain: (id: string) => void
  readonly onDiscard: (id: string) => void
}

export function OutboxMessage({ row, onSendAgain, onDiscard }: OutboxMessageProps) {
  return (
    <article data-message={row.id} data-role="user" aria-label={strings.session.you}>
      <UserMessage
        messageId={row.id}
        content={[{ type: 'text', text: row.text }]}
        state={
          row.refused === null ? (
            <p className="mt-1 flex items-center gap-1.5 text-meta text-ink-muted">
              <Clock size={12} strokeWidth={1.75} aria-hidden />
              {strings.session.sending}
            </p>
          ) : (
            <div className="mt-1.5 flex flex-wrap items-center gap-2">
              <ErrorNote text={`${strings.session.sendFailed} ${row.refused}`} />
              <Button size="small" onClick={() => onSendAgain(row.id)}>
                {strings.session.sendAgain}
              </Button>
              <Button size="small" tone="ghost" onClick={() => onDiscard(row.id)}>
                {strings.session.discard}
              </Button>
            </div>
          )
        }
      />
    </article>
  )
}
