/** Hits, by their sessions: a list of choices of which one is chosen by the keys of the field above it. */
import { useEffect, useRef } from 'react'
import type { SearchHit } from '../../shared/search.ts'
import type { Project } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { formatRelative } from '../ui/formatTime.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { useNow } from '../ui/useNow.ts'
import { hitKey } from './useSearch.ts'

interface SearchHitsProps {
  readonly id: string
  readonly groups: readonly (readonly SearchHit[])[]
  readonly projects: readonly Project[]
  /** Which of all hits is chosen. */
  readonly chosen: number
  readonly onOpen: (hit: SearchHit) => void
}

export function SearchHits({ id, groups, projects, chosen, onOpen }: SearchHitsProps) {
  const now = useNow(60_000)
  const places = new Map(groups.flat().map((hit, at) => [hitKey(hit), at]))
  return (
    <div id={id} role="listbox" aria-label={strings.search.hits} className="mt-2">
      {groups.map((hits) => {
        const [first] = hits
        if (first === undefined) return null
        const title = first.title ?? strings.search.untitled
        const project = projects.find((one) => one.id === first.projectId)?.name ?? ''
        return (
          <div key={first.sessionId} role="group" aria-label={`${title}, ${project}`} className="mt-4">
            <div role="presentation" className="flex items-baseline gap-2 px-3">
              <span dir="auto" className="min-w-0 truncate text-ui font-medium">
                {title}
              </span>
              <span dir="auto" className="shrink-0 text-meta text-ink-muted">
                {project}
              </span>
            </div>
            {hits.map((hit) => {
              const at = places.get(hitKey(hit)) ?? 0
              return (
                <Hit
                  key={hitKey(hit)}
                  id={`${id}-${at}`}
                  hit={hit}
                  when={formatRelative(hit.createdAt, now)}
                  isChosen={at === chosen}
                  onOpen={() => onOpen(hit)}
                />
              )
            })}
          </div>
        )
      })}
    </div>
  )
}

interface HitProps {
  readonly id: string
  readonly hit: SearchHit
  readonly when: string
  readonly isChosen: boolean
  readonly onOpen: () => void
}

function Hit({ id, hit, when, isChosen, onOpen }: HitProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isChosen) box.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    // Chosen and opened by the keys of the field, as the pattern of a combobox has it.
    <div
      ref={box}
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      onClick={onOpen}
      onKeyDown={(event) => event.key === 'Enter' && onOpen()}
      className={joinClasses(
        'cursor-pointer rounded-md px-3 py-1.5 text-ui hover:bg-hover',
        isChosen ? 'bg-hover' : ''
      )}
    >
      <span className="text-meta text-ink-muted">
        {whoOf(hit)} · {when}
      </span>
      <span dir="auto" className="line-clamp-2 wrap-anywhere">
        {hit.snippet.map(({ text, isHit }, at) =>
          isHit ? (
            <mark key={at} className="rounded-xs bg-accent-soft font-medium text-ink">
              {text}
            </mark>
          ) : (
            <span key={at}>{text}</span>
          )
        )}
      </span>
    </div>
  )
}

function whoOf({ kind, role }: SearchHit): string {
  return kind === 'words' ? strings.search.role[role] : strings.search.kind[kind]
}
