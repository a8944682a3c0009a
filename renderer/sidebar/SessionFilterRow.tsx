/** Which sessions the list shows: one of a few, above the list. */
import { strings } from '../strings/strings.ts'
import type { SessionFilter } from '../stores/sessionList.ts'
import { joinClasses } from '../ui/joinClasses.ts'

interface SessionFilterRowProps {
  readonly filter: SessionFilter
  readonly onChoose: (filter: SessionFilter) => void
}

const FILTERS: readonly SessionFilter[] = ['all', 'mine', 'terminal', 'archived']

export function SessionFilterRow({ filter, onChoose }: SessionFilterRowProps) {
  return (
    <div role="group" aria-label={strings.shell.filter} className="flex flex-wrap gap-x-0.5 px-2 pb-1.5">
      {FILTERS.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === filter}
          onClick={() => onChoose(each)}
          className={joinClasses(
            'h-6 rounded-md px-2 text-meta',
            each === filter
              ? 'bg-selected font-medium text-ink'
              : 'text-ink-muted hover:bg-hover hover:text-ink'
          )}
        >
          {each === 'archived' ? strings.steering.archiveList : strings.shell.filters[each]}
        </button>
      ))}
    </div>
  )
}
