/** Messages that wait for the running turn, in the order they will be sent. */
import { CornerDownRight, X } from 'lucide-react'
import type { QueuedMessage } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { IconButton } from '../ui/IconButton.tsx'

interface QueueListProps {
  readonly queue: readonly QueuedMessage[]
  /** No turn runs: after a stop or a failure the queue waits for the person. */
  readonly paused: boolean
  readonly onUnqueue: (messageId: string) => void
}

export function QueueList({ queue, paused, onUnqueue }: QueueListProps) {
  if (queue.length === 0) return null
  return (
    <div className="mx-2 rounded-t-lg border border-b-0 border-line bg-surface-sunken px-1.5 py-1">
      {paused && <p className="px-2 py-0.5 text-meta text-ink-muted">{strings.composer.queuePaused}</p>}
      <ul aria-label={strings.composer.queued}>
        {queue.map((message) => (
          <li key={message.id} className="flex h-7 items-center gap-2 pl-2 text-ui text-ink-muted">
            <CornerDownRight size={14} strokeWidth={1.75} className="shrink-0 text-ink-faint" aria-hidden />
            <span className="min-w-0 flex-1 truncate">{message.text}</span>
            <IconButton
              icon={X}
              size="small"
              label={strings.composer.unqueue(shorten(message.text))}
              onClick={() => onUnqueue(message.id)}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
