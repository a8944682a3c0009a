/** The command palette: everything that can be done now, and the way to any session and project, by its name. */
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Archive, ChevronDown, FolderClosed, MessageSquareText, Search, Zap } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { projectPath, sessionPath } from '../../shared/address.ts'
import { unreachable } from '../../shared/errors.ts'
import type { Project, SessionSummary } from '../../shared/session.ts'
import { useActionStore } from '../keys/actionStore.ts'
import { KeyCaps } from '../keys/KeyCaps.tsx'
import { useProjectStore } from '../stores/projectStore.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { strings } from '../strings/strings.ts'
import { UnseenMark } from '../ui/UnseenMark.tsx'
import { foundProjects, foundSessions, matchesQuery, paletteGroups } from './paletteItems.ts'
import type { PaletteGroup, PaletteItem } from './paletteItems.ts'
import { useSessionSearch } from './useSessionSearch.ts'

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
  const groups = useMemo(
    () =>
      paletteGroups({
        actions: new Set(actions.keys()),
        sessions: foundSessions(sessions, search.sessions, query),
        projects: foundProjects(projects, query),
        hasMore: search.hasMore
      }),
    [actions, sessions, projects, search.sessions, search.hasMore, query]
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
      // Sessions have been looked through already, by more than their titles.
      filter={(item: PaletteItem, text: string) =>
        item.kind === 'session' || item.kind === 'more' || matchesQuery(item.label, text)
      }
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
      <Autocomplete.Empty className="empty:hidden px-4 py-6 text-center text-ui text-ink-muted">
        {search.failed ?? (search.isSlow ? strings.palette.searching : strings.palette.nothing)}
      </Autocomplete.Empty>
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
    case 'session':
      return item.session.archived ? <Archive {...look} /> : <MessageSquareText {...look} />
    case 'project':
      return <FolderClosed {...look} />
    default:
      return unreachable(item)
  }
}
