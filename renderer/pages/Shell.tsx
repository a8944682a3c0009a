/**
 * The frame around a session: sidebar left, main column right. Below 820 px the sidebar lies over the
 * page and goes away by itself once something was chosen in it.
 */
import { useCallback, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useAction } from '../keys/actionStore.ts'
import { strings } from '../strings/strings.ts'
import { Sidebar } from '../sidebar/Sidebar.tsx'
import type { ConnectionLight } from '../sidebar/StatusFooter.tsx'
import { joinClasses } from '../ui/joinClasses.ts'

const NARROW = '(max-width: 819px)'

interface ShellProps {
  readonly projectId: string
  readonly sessionId: string | null
  readonly light: ConnectionLight
  readonly onNewSession: () => void
  /** The main column; `showSidebar` is null while the sidebar is in view. */
  readonly children: (showSidebar: (() => void) | null) => ReactNode
}

export function Shell({ projectId, sessionId, light, onNewSession, children }: ShellProps) {
  const narrow = useNarrow()
  const [wanted, setWanted] = useState(true)
  /** The session over which the sidebar was opened: another one on screen means it did its work. */
  const [overlaidOn, setOverlaidOn] = useState<string | null>(null)
  const here = sessionId ?? ''
  const visible = narrow ? overlaidOn === here : wanted

  function setVisible(next: boolean): void {
    if (narrow) setOverlaidOn(next ? here : null)
    else setWanted(next)
  }

  useAction('new-session', onNewSession)
  useAction(
    'toggle-sidebar',
    useCallback(() => {
      if (narrow) setOverlaidOn((now) => (now === here ? null : here))
      else setWanted((now) => !now)
    }, [narrow, here])
  )

  return (
    <div className="flex h-full">
      {narrow && visible && (
        <button
          type="button"
          aria-label={strings.shell.hideSidebar}
          onClick={() => setVisible(false)}
          className="fixed inset-0 z-20 cursor-default! bg-scrim"
        />
      )}
      {visible && (
        <aside
          aria-label={strings.shell.sidebar}
          onKeyDown={(event) => event.key === 'Escape' && narrow && setVisible(false)}
          className={joinClasses(
            'isolate flex w-[256px] shrink-0 flex-col border-r border-line bg-surface-sunken',
            narrow && 'fixed inset-y-0 left-0 z-30 shadow-pop'
          )}
        >
          <Sidebar
            projectId={projectId}
            sessionId={sessionId}
            light={light}
            onNewSession={onNewSession}
            onHide={() => setVisible(false)}
          />
        </aside>
      )}
      <main aria-label={strings.session.main} className="flex min-w-0 flex-1 flex-col">
        {children(visible && !narrow ? null : () => setVisible(true))}
      </main>
    </div>
  )
}

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => isNarrow())
  useEffect(() => {
    if (typeof window.matchMedia !== 'function') return undefined // nothing is laid out here
    const query = window.matchMedia(NARROW)
    const onChange = (): void => setNarrow(query.matches)
    query.addEventListener('change', onChange)
    return () => query.removeEventListener('change', onChange)
  }, [])
  return narrow
}

function isNarrow(): boolean {
  return typeof window.matchMedia === 'function' && window.matchMedia(NARROW).matches
}
