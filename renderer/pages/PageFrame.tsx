/**
 * The frame around a session: sidebar left, the session, and what the page registered for the right and below
 * (`panes/paneStore.ts`). The lines between them are pulled by mouse or keyboard; how large each is, is kept for this
 * window. Below 900 px sidebar and right pane lie over the session; the sidebar goes away by itself once something
 * was chosen in it.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useAction } from '../keys/actionStore.ts'
import { PaneBox } from '../panes/PaneBox.tsx'
import { PaneEdge, paneId } from '../panes/PaneEdge.tsx'
import { paneSizes } from '../panes/paneSizes.ts'
import { usePaneAt, usePaneStore } from '../panes/paneStore.ts'
import { Scrim } from '../panes/Scrim.tsx'
import { strings } from '../strings/strings.ts'
import { Sidebar } from '../sidebar/Sidebar.tsx'
import type { ConnectionLight } from '../sidebar/StatusFooter.tsx'
import { joinClasses } from '../ui/joinClasses.ts'

const NARROW = '(max-width: 899px)'

interface PageFrameProps {
  readonly projectId: string
  readonly sessionId: string | null
  readonly light: ConnectionLight
  readonly onNewSession: () => void
  /** The main column; `showSidebar` is null while the sidebar is in view. */
  readonly children: (showSidebar: (() => void) | null) => ReactNode
}

export function PageFrame({ projectId, sessionId, light, onNewSession, children }: PageFrameProps) {
  const narrow = useNarrow()
  const kept = usePaneStore((state) => state.kept)
  const right = usePaneAt('right')
  const bottom = usePaneAt('bottom')
  const sidebarBox = useRef<HTMLElement>(null)
  const rightBox = useRef<HTMLElement>(null)
  const bottomBox = useRef<HTMLElement>(null)
  /** The session over which the sidebar was opened: another one on screen means it did its work. */
  const [overlaidOn, setOverlaidOn] = useState<string | null>(null)
  const here = sessionId ?? ''
  const visible = narrow ? overlaidOn === here : kept.isSidebarHidden !== true

  const setVisible = useCallback(
    (next: boolean) => {
      if (narrow) setOverlaidOn(next ? here : null)
      else usePaneStore.getState().keep({ isSidebarHidden: !next })
    },
    [narrow, here]
  )

  useAction('new-session', onNewSession)
  useAction(
    'toggle-sidebar',
    useCallback(() => setVisible(!visible), [setVisible, visible])
  )

  return (
    <div className="flex h-full">
      {narrow && visible && <Scrim label={strings.shell.hideSidebar} onHide={() => setVisible(false)} />}
      {visible && (
        <aside
          ref={sidebarBox}
          id={paneId('sidebar')}
          aria-label={strings.shell.sidebar}
          onKeyDown={(event) => event.key === 'Escape' && narrow && setVisible(false)}
          style={{ width: narrow ? paneSizes.sidebar.first : (kept.sidebar ?? paneSizes.sidebar.first) }}
          className={joinClasses(
            'isolate flex bg-surface-sunken',
            // Its edge reaches a little over the session, so that it is taken easily.
            narrow
              ? 'fixed inset-y-0 left-0 z-30 border-r border-line shadow-pop'
              : 'relative z-1 min-w-[200px]'
          )}
        >
          <div className="flex min-w-0 flex-1 flex-col">
            <Sidebar
              projectId={projectId}
              sessionId={sessionId}
              light={light}
              onNewSession={onNewSession}
              onHide={() => setVisible(false)}
            />
          </div>
          {!narrow && <PaneEdge name="sidebar" label={strings.panes.sidebarWidth} pane={sidebarBox} />}
        </aside>
      )}
      <div className={joinClasses('flex flex-1 flex-col', narrow ? 'min-w-0' : 'min-w-[320px]')}>
        <main aria-label={strings.session.main} className="flex min-h-[200px] min-w-0 flex-1 flex-col">
          {children(visible && !narrow ? null : () => setVisible(true))}
        </main>
        {bottom !== null && (
          <PaneBox
            ref={bottomBox}
            pane={bottom}
            edge={<PaneEdge name="bottom" label={strings.panes.height(bottom.title)} pane={bottomBox} />}
            style={{ height: kept.bottom ?? paneSizes.bottom.first }}
            className="min-h-[120px] flex-col"
          />
        )}
      </div>
      {right !== null && narrow && <Scrim label={strings.panes.hide(right.title)} onHide={right.onHide} />}
      {right !== null && (
        <PaneBox
          ref={rightBox}
          pane={right}
          isOver={narrow}
          edge={
            narrow ? null : <PaneEdge name="right" label={strings.panes.width(right.title)} pane={rightBox} />
          }
          style={{ width: narrow ? undefined : (kept.right ?? paneSizes.right.first) }}
          className={
            narrow
              ? 'fixed inset-y-0 right-0 z-30 w-[min(420px,100%)] border-l border-line shadow-pop'
              : 'min-w-[280px]'
          }
        />
      )}
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
