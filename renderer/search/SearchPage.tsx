/**
 * `/search?q=…`: every word that was ever said, in all sessions of all projects. The address holds what is looked for, so
 * that going back from a session finds the hits again.
 */
import { ArrowLeft, Search as SearchIcon } from 'lucide-react'
import { useId, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useNavigate } from 'react-router'
import { routes } from '../../shared/address.ts'
import type { SearchHit } from '../../shared/search.ts'
import { useDocumentTitle } from '../hooks/useDocumentTitle.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { useDelayed } from '../ui/useDelayed.ts'
import { FilterChips } from './FilterChips.tsx'
import { hitAddress } from './hitAddress.ts'
import { SearchHits } from './SearchHits.tsx'
import { askedOf, readTyped, withFilter } from './typedSearch.ts'
import { bySession, hitKey, useSearch } from './useSearch.ts'
import { useTypedInAddress } from './useTypedInAddress.ts'

export function SearchPage() {
  const navigate = useNavigate()
  const [text, setText] = useTypedInAddress()
  const projects = useProjectStore((state) => state.projects)
  const typed = useMemo(() => readTyped(text, projects), [text, projects])
  const wish = useMemo(() => (typed.words === '' ? null : askedOf(typed, projects)), [typed, projects])
  const search = useSearch(wish)
  const groups = useMemo(() => bySession(search.hits), [search.hits])
  const ordered = useMemo(() => groups.flat(), [groups])
  const [chosenKey, setChosenKey] = useState<string | null>(null)
  const chosen = Math.max(
    0,
    ordered.findIndex((hit) => hitKey(hit) === chosenKey)
  )
  const field = useRef<HTMLInputElement>(null)
  const listId = useId()
  const isSlow = useDelayed(search.isSearching, 250)

  useDocumentTitle(strings.search.title)

  function type(next: string): void {
    setChosenKey(null)
    setText(next)
  }

  function focusField(): void {
    field.current?.focus()
  }

  function lookInAll(): void {
    type(withFilter(text, 'in', 'all'))
    focusField() // The button goes with what it says.
  }

  function open(hit: SearchHit): void {
    const { path, state } = hitAddress(hit)
    void navigate(path, { state }) // nobody waits
  }

  function onKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const next = ordered[Math.min(Math.max(chosen + by, 0), ordered.length - 1)]
    if (by !== 0 && next !== undefined) {
      event.preventDefault()
      setChosenKey(hitKey(next))
      if (chosen + by >= ordered.length && search.hasMore) search.more()
    } else if (event.key === 'Enter' && next !== undefined) {
      event.preventDefault()
      open(next)
    } else if (event.key === 'Escape' && text !== '') type('')
  }

  return (
    <div className="h-full overflow-y-auto">
      <main aria-label={strings.search.title} className="mx-auto w-full max-w-[760px] px-6 pt-8 pb-20">
        <div className="flex items-center gap-2">
          <IconButton
            icon={ArrowLeft}
            label={strings.settings.back}
            className="-ml-2"
            // Opened by its address there is nothing to go back to.
            onClick={() => void (window.history.length > 1 ? navigate(-1) : navigate(routes.home))}
          />
          <h1 className="text-title font-semibold">{strings.search.title}</h1>
        </div>
        <div className="mt-4 flex items-center gap-2.5 rounded-md border border-line-strong bg-surface-raised px-3 focus-within:border-accent">
          <SearchIcon size={16} strokeWidth={1.75} className="shrink-0 text-ink-faint" aria-hidden />
          <input
            ref={field}
            autoFocus // One comes here to type.
            type="text"
            role="combobox"
            aria-label={strings.search.label}
            aria-expanded={ordered.length > 0}
            aria-controls={listId}
            aria-activedescendant={ordered.length > 0 ? `${listId}-${chosen}` : undefined}
            aria-autocomplete="list"
            placeholder={strings.search.placeholder}
            value={text}
            spellCheck={false}
            onChange={(event) => type(event.target.value)}
            onKeyDown={onKey}
            className="h-11 min-w-0 flex-1 bg-transparent text-body outline-none"
          />
        </div>
        <FilterChips
          filters={typed.filters}
          onSet={(name, value) => type(withFilter(text, name, value))}
          onGone={focusField}
        />
        <p role="status" className="mt-3 min-h-5 text-meta text-ink-muted">
          {isSlow ? strings.search.searching : statusOf(search)}
        </p>
        {search.failed !== null && <ErrorNote className="mt-2" text={search.failed} />}
        {wish === null && (
          <p className="mt-2 text-ui whitespace-pre-line text-ink-muted">{strings.search.hint}</p>
        )}
        {wish !== null && !search.isSearching && search.failed === null && ordered.length === 0 && (
          <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 text-ui text-ink-muted">
            <span>{wish.scope === 'all' ? strings.search.nothing : strings.search.nothingInWords}</span>
            {wish.scope !== 'all' && (
              <Button size="small" onClick={lookInAll}>
                {strings.search.lookInAll}
              </Button>
            )}
          </div>
        )}
        {ordered.length > 0 && (
          <SearchHits id={listId} groups={groups} projects={projects} chosen={chosen} onOpen={open} />
        )}
        {search.hasMore && (
          <Button className="mt-4 ml-3" onClick={search.more}>
            {strings.search.more}
          </Button>
        )}
      </main>
    </div>
  )
}

function statusOf({ hits, hasMore, index, failed }: ReturnType<typeof useSearch>): string {
  const counted = hits.length === 0 || failed !== null ? '' : strings.search.count(hits.length, hasMore)
  if (index === null || index.done >= index.total) return counted
  return [counted, strings.search.indexing(index.done, index.total)].filter((part) => part !== '').join(' · ')
}
