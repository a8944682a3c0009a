/** The left column: project, new session, sessions, status. Wires its parts to the stores. */
import { PanelLeftClose, Search, SquarePen } from 'lucide-react'
import { useCallback, useMemo, useRef } from 'react'
import { Link, useNavigate } from 'react-router'
import { projectPath, routes, sessionPath } from '../../shared/address.ts'
import { useAction } from '../keys/actionStore.ts'
import { ariaShortcut } from '../keys/chord.ts'
import { useSessionKeeping } from '../steering/useSessionKeeping.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { useSettingsStore } from '../stores/settingsStore.ts'
import { strings } from '../strings/strings.ts'
import { UpdateNotice } from '../updates/UpdateNotice.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { SkeinMark } from '../ui/SkeinMark.tsx'
import { useNow } from '../ui/useNow.ts'
import { moveFocus } from '../ui/virtual/moveFocus.ts'
import { ProjectSwitcher } from './ProjectSwitcher.tsx'
import { SessionFilterRow } from './SessionFilterRow.tsx'
import { SessionList } from './SessionList.tsx'
import { sessionsIn, sidebarRows } from './sidebarRows.ts'
import { SettingsMenu } from './SettingsMenu.tsx'
import { StatusFooter } from './StatusFooter.tsx'
import type { ConnectionLight } from './StatusFooter.tsx'

interface SidebarProps {
  readonly projectId: string
  /** The session on screen, null before there is one. */
  readonly sessionId: string | null
  readonly light: ConnectionLight
  readonly onNewSession: () => void
  readonly onHide: () => void
}

const loadOlder = (): void => void useProjectStore.getState().loadOlderSessions() // failing is state

export function Sidebar({ projectId, sessionId, light, onNewSession, onHide }: SidebarProps) {
  const navigate = useNavigate()
  const projects = useProjectStore((state) => state.projects)
  const sessions = useProjectStore((state) => state.sessions)
  const filter = useProjectStore((state) => state.sessionFilter)
  const sessionsState = useProjectStore((state) => state.sessionsState)
  const hasOlder = useProjectStore((state) => state.sessionsBefore !== null)
  const waiting = useProjectStore((state) => state.openPermissions)
  const actions = useProjectStore.getState()
  const version = useSettingsStore((state) => state.version)
  const settings = useSettingsStore((state) => state.settings)
  const agents = useProjectStore((state) => state.agents)
  const keeping = useSessionKeeping(projectId)
  const now = useNow(30_000)
  const items = useMemo(() => sidebarRows(sessions, filter, now), [sessions, filter, now])
  const scroller = useRef<HTMLElement>(null)
  const project = projects.find(({ id }) => id === projectId) ?? null

  /** To the session below or above the one on screen; from a new one, to the newest. */
  const step = useCallback(
    (by: 1 | -1) => {
      const shown = sessionsIn(items)
      const here = shown.findIndex(({ id }) => id === sessionId)
      const next = here === -1 ? shown[0] : shown[here + by]
      if (next) void navigate(sessionPath(projectId, next.id))
    },
    [items, sessionId, projectId, navigate]
  )

  /** Navigating resolves when the page has changed; nothing here waits for it. */
  function go(path: string): void {
    void navigate(path)
  }

  useAction(
    'next-session',
    useCallback(() => step(1), [step])
  )
  useAction(
    'previous-session',
    useCallback(() => step(-1), [step])
  )

  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-1 px-2">
        <Link
          to={routes.home}
          aria-label={strings.shell.allProjects}
          title={strings.shell.allProjects}
          className="grid size-8 shrink-0 place-items-center rounded-md hover:bg-hover"
        >
          <SkeinMark size={20} />
        </Link>
        <ProjectSwitcher
          project={project}
          projects={projects}
          onSwitch={(id) => go(projectPath(id))}
          onAllProjects={() => go(routes.home)}
          // A refusal leaves the project as it is drawn: still trusted.
          onUntrust={() => void actions.changeProject(projectId, { trusted: false })}
        />
        <IconButton icon={PanelLeftClose} label={strings.shell.hideSidebar} onClick={onHide} />
      </div>
      <div className="flex items-center gap-1 px-2 pb-2">
        <button
          type="button"
          onClick={onNewSession}
          aria-keyshortcuts={ariaShortcut('Mod+Shift+O')}
          className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md border border-line-strong bg-surface-raised px-2.5 text-ui font-medium hover:border-accent hover:text-accent"
        >
          <SquarePen size={15} strokeWidth={1.75} className="text-accent" aria-hidden />
          {strings.shell.newSession}
        </button>
        <IconButton icon={Search} label={strings.actions.search} onClick={() => go(routes.search)} />
      </div>
      <SessionFilterRow
        filter={filter}
        onChoose={(next) => void actions.filterSessions(next) /* failing is state, drawn in the list */}
      />
      <nav
        ref={scroller}
        aria-label={strings.shell.sessions}
        onKeyDown={moveFocus}
        className="min-h-0 flex-1 overflow-y-auto px-2 pb-3"
      >
        <div>
          <SessionList
            items={items}
            filter={filter}
            state={sessionsState}
            waiting={waiting}
            hasOlder={hasOlder}
            sessionId={sessionId}
            scroller={scroller}
            now={now}
            onLoadOlder={loadOlder}
            onRetry={() => void actions.loadSessions() /* failing is state */}
            keeping={keeping}
          />
        </div>
      </nav>
      <UpdateNotice />
      <StatusFooter light={light} version={version}>
        {settings && (
          <SettingsMenu
            settings={settings}
            agents={agents}
            onAll={() => go(routes.settings)}
            onUsage={() => go(routes.usage)}
            // Optimistic: a refusal takes the choice back, which is what a person sees.
            onChange={(changes) => void useSettingsStore.getState().changeSettings(changes)}
          />
        )}
      </StatusFooter>
    </>
  )
}
