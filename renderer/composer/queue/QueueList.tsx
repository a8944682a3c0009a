/**
 * Messages that wait for the running turn, in the order they will be sent. Each can be edited in place,
 * moved, sent at once or removed. Drawn by the composer; `useQueueActs` carries out what is asked.
 */
import { Play } from 'lucide-react'
import { memo } from 'react'
import type { QueuedMessage } from '../../../shared/session.ts'
import { strings } from '../../strings/strings.ts'
import { Button } from '../../ui/Button.tsx'
import { useDelayed } from '../../ui/useDelayed.ts'
import { QueueItem } from './QueueItem.tsx'
import type { QueueActs } from './useQueueActs.ts'

interface QueueListProps {
  readonly queue: readonly QueuedMessage[]
  /** No turn runs: after a stop or a failure the queue waits for the person. */
  readonly paused: boolean
  readonly acts: QueueActs
}

export const QueueList = memo(function QueueList({ queue, paused, acts }: QueueListProps) {
  // Between two turns the queue is at rest for a moment: that is no pause.
  const isPaused = useDelayed(paused && queue.length > 0, 200)
  if (queue.length === 0) return null
  return (
    <section
      aria-label={strings.composer.queue.label}
      className="mx-2 flex max-h-[24vh] min-h-[38px] shrink-[3] flex-col rounded-t-lg border border-b-0 border-line bg-surface-sunken"
    >
      {isPaused && (
        <div className="flex shrink-0 items-center gap-2 border-b border-line py-1 pr-1.5 pl-3">
          <p className="min-w-0 flex-1 text-meta text-ink-muted">
            {strings.composer.queue.paused(queue.length)}
          </p>
          <Button size="small" onClick={acts.onResume}>
            <Play size={12} strokeWidth={2} aria-hidden />
            {strings.composer.queue.resume}
          </Button>
        </div>
      )}
      <ol aria-label={strings.composer.queue.list} className="min-h-0 overflow-y-auto px-1.5 py-1">
        {queue.map((message, index) => (
          <QueueItem
            key={message.id}
            message={message}
            before={queue[index - 1]?.id ?? null}
            behind={index === queue.length - 1 ? null : { before: queue[index + 2]?.id ?? null }}
            paused={isPaused}
            acts={acts}
          />
        ))}
      </ol>
    </section>
  )
})
