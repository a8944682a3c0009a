/**
 * The command palette: everything that can be done now, and the way to any session and project by its name, and to
 * whatever was said by its words.
 */
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Archive, ChevronDown, FolderClosed, MessageSquareText, Quote, Search, Zap } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { projectPath, searchPath, sessionPath } from '../../shared/address.ts'
import { unreachable } from '../../shared/errors.ts'
import type { Project, SessionSummary } from '../../shared/session.ts'
import { useActionStore } from '../keys/actionStore.ts'
import { KeyCaps } from '../keys/KeyCaps.tsx'
import { useProjectStore } from '../stores/projectStore.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { strings } from '../strings/strings.ts'
import { hitAddress } from '../search/hitAddress.ts'
import { useSearch } from '../search/useSearch.ts'
import type { Search as Said } from '../search/useSearch.ts'
import { useDelayed } from '../ui/useDelayed.ts'
import { UnseenMark } from '../ui/UnseenMark.tsx'
import { foundProjects, foundSessions, isOffered, paletteGroups } from './paletteItems.ts'
import type { PaletteGroup, PaletteItem } from './paletteItems.ts'
import { useSessionSearch } from './useSessionSearch.ts'
import type { SessionSearch } from './useSessionSearch.ts'

/** As many hits as are of use before one wants all of them, and from so many letters on. */
const HITS = 5
const FEWEST_LETTERS = 2
/** Milliseconds after which waiting is said. */
const SLOW_MS = 250

interface CommandPaletteProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

export function CommandPalette({ open, onOpenChange }: CommandPaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fade fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          aria-label={strings.palette.title}
          className="pop fixed top-[14vh] left-1/2 z-50 flex max-h-[64vh] w-[min(580px,calc(100vw-32px))] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-surface-raised shadow-pop"
        >
          <PaletteList onDone={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PaletteList({ onDone }: { readonly onDone: () => void }) {
  const navigate = useNavigate()
  const actions = useActionStore((state) => state.actions)
  const sessions = useProjectStore((state) => state.sessions)
  const projects = useProjectStore((state) => state.projects)
  const openId = useProjectStore((state) => state.openProjectId)
  const [query, setQuery] = useState('')
  const search = useSessionSearch(query)
  const typed = query.trim()
  const said = useSearch(typed.length < FEWEST_LETTERS ? null : { q: typed, limit: HITS })
  const groups = useMemo(
    () =>
      paletteGroups({
        actions: new Set(actions.keys()),
        sessions: foundSessions(sessions, search.sessions, query),
        projects: foundProjects(projects, query),
        hasMore: search.hasMore,
        // By its title a session is listed already.
        hits: said.hits.filter(({ kind }) => kind !== 'title').slice(0, HITS),
        typed: query
      }),
    [actions, sessions, projects, search.sessions, search.hasMore, said.hits, query]
  )
  const isSlow = useDelayed(said.isSearching, SLOW_MS)
  const isNothing = !groups.some(({ items }) =>
    items.some((item) => item.kind !== 'everything' && isOffered(item, query))
  )

  function carryOut(item: PaletteItem): void {
    if (item.kind === 'more') return search.more()
    onDone()
    switch (item.kind) {
      case 'action':
        // Once the dialog has given the focus back: the action may want it.
        requestAnimationFrame(() => actions.get(item.id)?.())
        return
      case 'session':
        void navigate(sessionPath(item.session.projectId, item.session.id)) // nobody waits
        return
      case 'hit': {
        const { path, state } = hitAddress(item.hit)
        void navigate(path, { state })
        return
      }
      case 'everything':
        void navigate(searchPath(item.typed))
        return
      case 'project':
        void navigate(projectPath(item.project.id))
        return
      default:
        unreachable(item)
    }
  }

  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      value={query}
      onValueChange={setQuery}
      itemToStringValue={(item: PaletteItem) => item.label}
      filter={isOffered}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex shrink-0 items-center gap-2.5 border-b border-line px-4">
        <Search size={16} strokeWidth={1.75} className="shrink-0 text-ink-faint" aria-hidden />
        <Autocomplete.Input
          aria-label={strings.palette.placeholder}
          placeholder={strings.palette.placeholder}
          className="h-11 min-w-0 flex-1 bg-transparent text-body outline-none"
        />
      </div>
      <p
        role="status"
        className="shrink-0 px-4 text-center text-ui text-ink-muted not-empty:pt-5 not-empty:pb-3"
      >
        {isNothing ? statusOf(search, said, isSlow) : (search.failed ?? '')}
      </p>
      <Autocomplete.List className="min-h-0 overflow-y-auto p-1.5 data-empty:hidden">
        {(group: PaletteGroup) => (
          <Autocomplete.Group key={group.value} items={group.items} className="mb-1">
            <Autocomplete.GroupLabel className="px-2.5 pt-1.5 pb-1 text-meta text-ink-muted">
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: PaletteItem) => (
                <Autocomplete.Item
                  key={item.value}
                  value={item}
                  onClick={() => carryOut(item)}
                  className="flex h-8 items-center gap-2.5 rounded-md px-2.5 text-ui outline-none select-none data-[highlighted]:bg-hover"
                >
                  <ItemIcon item={item} />
                  <span dir="auto" className="min-w-0 flex-1 truncate">
                    {item.label}
                  </span>
                  {item.kind === 'action' && item.chord !== null && <KeyCaps chord={item.chord} />}
                  {item.kind === 'session' && (
                    <SessionPlace session={item.session} projects={projects} openId={openId} />
                  )}
                  {item.kind === 'hit' && (
                    <span dir="auto" className="max-w-[40%] shrink-0 truncate text-meta text-ink-faint">
                      {item.hit.title ?? strings.search.untitled}
                    </span>
                  )}
                  {item.kind === 'project' && <UnseenMark unseen={item.project.unseen} />}
                  {item.kind === 'project' && (
                    <span className="min-w-0 shrink truncate text-meta text-ink-faint" dir="rtl">
                      <bdi>{item.project.path}</bdi>
                    </span>
                  )}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

/** What is said while there is nothing to choose. */
function statusOf(sessions: SessionSearch, said: Said, isSlow: boolean): string {
  const failed = sessions.failed ?? said.failed
  if (failed !== null) return failed
  if (sessions.isSlow || isSlow) return strings.palette.searching
  return said.isSearching ? '' : strings.palette.nothing
}

interface SessionPlaceProps {
  readonly session: SessionSummary
  readonly projects: readonly Project[]
  readonly openId: string | null
}

/** Whether somebody has looked at it, and where it is when that is another project. */
function SessionPlace({ session, projects, openId }: SessionPlaceProps) {
  const isOnScreen = useSessionStore(({ currentSessionId }) => currentSessionId === session.id)
  const project = projects.find(({ id }) => id === session.projectId)
  return (
    <>
      {!isOnScreen && <UnseenMark unseen={session.unseen} />}
      {project && project.id !== openId && (
        <span className="max-w-[40%] shrink-0 truncate text-meta text-ink-faint">{project.name}</span>
      )}
    </>
  )
}

function ItemIcon({ item }: { readonly item: PaletteItem }) {
  const look = { size: 15, strokeWidth: 1.75, className: 'shrink-0 text-ink-faint', 'aria-hidden': true }
  switch (item.kind) {
    case 'action':
      return <Zap {...look} />
    case 'more':
      return <ChevronDown {...look} />
    case 'hit':
      return <Quote {...look} />
    case 'everything':
      return <Search {...look} />
    case 'session':
      return item.session.archived ? <Archive {...look} /> : <MessageSquareText {...look} />
    case 'project':
      return <FolderClosed {...look} />
    default:
      return unreachable(item)
  }
}
