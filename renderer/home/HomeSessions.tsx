/** The sessions of all projects on the start page: what waits, what runs, and what was worked at last, without an end. */
import { useMemo, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import type { Project, SessionSummary } from '../../shared/session.ts'
import { useHomeStore } from '../stores/homeStore.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { VirtualList } from '../ui/virtual/VirtualList.tsx'
import { homeSections } from './homeSections.ts'
import { SessionLine } from './SessionLine.tsx'

interface HomeSessionsProps {
  readonly projects: readonly Project[]
  readonly now: number
  readonly scroller: RefObject<HTMLElement | null>
}

/** Of a group that is told in words, so many are shown at first. */
const SHOWN = 6

const loadOlder = (): void => void useHomeStore.getState().loadOlder() // failing is state

export function HomeSessions({ projects, now, scroller }: HomeSessionsProps) {
  const newest = useHomeStore((home) => home.newest)
  const held = useHomeStore((home) => home.held)
  const told = useHomeStore((home) => home.told)
  const state = useHomeStore((home) => home.state)
  const hasOlder = useHomeStore((home) => home.before !== null)
  const openPermissions = useProjectStore((store) => store.openPermissions)
  const names = useMemo(() => new Map(projects.map(({ id, name }) => [id, name])), [projects])
  const { waits, runs, others } = useMemo(
    () => homeSections({ newest, held, told, openPermissions }),
    [newest, held, told, openPermissions]
  )
  const items = useMemo(() => others.map((session) => ({ key: session.id, session })), [others])
  const isEmpty = waits.length + runs.length + others.length === 0

  const line = (session: SessionSummary, tells: boolean, tabIndex?: 0 | -1): ReactNode => (
    <SessionLine
      session={session}
      projectName={names.get(session.projectId) ?? ''}
      waiting={openPermissions[session.id] ?? 0}
      now={now}
      tells={tells}
      {...(tabIndex === undefined ? null : { tabIndex })}
    />
  )

  return (
    <>
      <Told title={strings.home.waits} sessions={waits} line={(session) => line(session, true)} />
      <Told title={strings.home.runs} sessions={runs} line={(session) => line(session, true)} />
      {(others.length > 0 || isEmpty) && (
        <section>
          <h2 className="px-2.5 pb-1 text-meta font-medium text-ink-muted">{strings.home.latest}</h2>
          {isEmpty && state.phase === 'ready' && (
            <p className="px-2.5 py-2 text-ui text-ink-muted">{strings.home.noSessions}</p>
          )}
          {isEmpty && state.phase !== 'ready' && state.phase !== 'failed' && (
            <Skeleton widths={[60, 75, 50, 68]} className="px-2.5 pt-2" />
          )}
          {others.length > 0 && (
            <VirtualList
              label={strings.home.latest}
              items={items}
              isPartial={hasOlder}
              heights={{ row: 36 }}
              scroller={scroller}
              onNearEnd={loadOlder}
            >
              {({ session }, tabIndex) => line(session, false, tabIndex)}
            </VirtualList>
          )}
        </section>
      )}
      {state.phase === 'failed' && (
        <ErrorNote
          className="mt-3 items-center px-2.5"
          text={state.error.message}
          action={
            <Button size="small" onClick={() => void useHomeStore.getState().load() /* failing is state */}>
              {strings.app.retry}
            </Button>
          }
        />
      )}
    </>
  )
}

interface ToldProps {
  readonly title: string
  readonly sessions: readonly SessionSummary[]
  readonly line: (session: SessionSummary) => ReactNode
}

/** A group one looks at first; nothing when it is empty. */
function Told({ title, sessions, line }: ToldProps) {
  const [showsAll, setShowsAll] = useState(false)
  if (sessions.length === 0) return null
  const shown = showsAll ? sessions : sessions.slice(0, SHOWN)
  return (
    <section className="mb-5">
      <h2 className="px-2.5 pb-1 text-meta font-medium text-ink-muted">{title}</h2>
      <ul aria-label={title}>
        {shown.map((session) => (
          <li key={session.id}>{line(session)}</li>
        ))}
      </ul>
      {shown.length < sessions.length && (
        <Button tone="ghost" size="small" onClick={() => setShowsAll(true)}>
          {strings.home.showAll(sessions.length)}
        </Button>
      )}
    </section>
  )
}
