/** How far the transcripts of this machine are taken in, as one quiet line; nothing once all are. */
import { strings } from '../strings/strings.ts'
import { useProjectStore } from '../stores/projectStore.ts'

export function IndexLine() {
  const index = useProjectStore((state) => state.index)
  if (index === null || index.done >= index.total) return null
  return (
    <div className="mt-3 flex items-center gap-3 px-2.5 text-meta text-ink-faint">
      <progress
        aria-label={strings.home.filling(index.done, index.total)}
        value={index.done}
        max={index.total}
        className="h-1 w-24 shrink-0 overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-thread [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
      <span className="min-w-0 truncate" aria-hidden>
        {strings.home.filling(index.done, index.total)}
      </span>
    </div>
  )
}
