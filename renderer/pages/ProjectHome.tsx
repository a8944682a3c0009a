/**
 * `/`: where one starts from. What waits and what runs, what was worked at last, the projects; before there is any of
 * that, how to begin. Beside each other where there is room, below each other where there is none.
 */
import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { projectPath } from '../../shared/address.ts'
import { DoctorLine } from '../doctor/DoctorLine.tsx'
import { HomeProjects } from '../home/HomeProjects.tsx'
import { HomeSessions } from '../home/HomeSessions.tsx'
import { IndexLine } from '../home/IndexLine.tsx'
import { SearchField } from '../home/SearchField.tsx'
import { useHomeStore } from '../stores/homeStore.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { strings } from '../strings/strings.ts'
import { UsageLine } from '../usage/UsageLine.tsx'
import { VaultQuestion } from '../vault/VaultQuestion.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { SkeinMark } from '../ui/SkeinMark.tsx'
import { moveFocus } from '../ui/virtual/moveFocus.ts'
import { useDelayed } from '../ui/useDelayed.ts'
import { useNow } from '../ui/useNow.ts'
import { AgentList } from './AgentList.tsx'
import { AppProblems } from './AppProblems.tsx'
import { OpenFolder } from './OpenFolder.tsx'
import { useDocumentTitle } from '../hooks/useDocumentTitle.ts'

/** One below the other they are as high as a window; beside each other each scrolls alone. */
const COLUMN = 'min-w-0 overflow-y-auto max-[839px]:max-h-[75vh]'

export function ProjectHome() {
  const navigate = useNavigate()
  const projects = useProjectStore((state) => state.projects)
  const projectsState = useProjectStore((state) => state.projectsState)
  const agents = useProjectStore((state) => state.agents)
  const location = useLocation()
  const [problem, setProblem] = useState<string | null>(problemIn(location.state))
  const now = useNow(60_000)
  const sessionsBox = useRef<HTMLDivElement>(null)
  const projectsBox = useRef<HTMLDivElement>(null)

  useDocumentTitle()
  useSessionsOfAll(projectsState.phase !== 'idle')

  // Lists are loaded when the server has been reached; until then there is nothing to show.
  const unreachable = useDelayed(projectsState.phase === 'idle', 1500)
  const isFirstRun = projects.length === 0 && projectsState.phase === 'ready'

  async function open(path: string): Promise<void> {
    const outcome = await useProjectStore.getState().addProject(path)
    setProblem(outcome.ok ? null : outcome.error.message)
    if (outcome.ok) await navigate(projectPath(outcome.value.id))
  }

  async function remove(projectId: string): Promise<string | null> {
    const outcome = await useProjectStore.getState().removeProject(projectId)
    return outcome.ok ? null : outcome.error.message
  }

  const openFolder = <OpenFolder onOpen={open} problem={problem} onProblem={setProblem} />
  const agentsHere = agents.length > 0 && (
    <section className="mt-9">
      <h2 className="text-meta font-medium text-ink-muted">{strings.home.agents}</h2>
      <AgentList agents={agents} />
    </section>
  )
  return (
    <div className="flex h-full flex-col">
      <AppProblems />
      {unreachable && <Banner tone="warn" text={strings.failure.unreachable} />}
      <main aria-label={strings.home.title} onKeyDown={moveFocus} className="min-h-0 flex-1 overflow-y-auto">
        {projects.length === 0 ? (
          <div className="mx-auto w-full max-w-[620px] px-6 pt-[min(11vh,96px)] pb-16">
            <div className="flex items-center gap-3">
              <SkeinMark size={34} />
              <h1 className="text-display font-semibold tracking-[-0.02em]">{strings.app.name}</h1>
            </div>
            <p className="mt-2 text-body text-ink-muted">{strings.app.tagline}</p>
            {isFirstRun && <p className="mt-6 text-ui">{strings.home.firstRun}</p>}
            <div className={isFirstRun ? 'mt-3' : 'mt-7'}>{openFolder}</div>
            <IndexLine />
            {projectsState.phase === 'loading' && <Skeleton widths={[60, 75]} className="mt-10" />}
            <ProjectsFailed />
            {projectsState.phase === 'ready' && <DoctorLine className="mt-8" />}
            {agentsHere}
          </div>
        ) : (
          <div className="mx-auto flex w-full max-w-[1240px] flex-col px-3 pt-4 min-[840px]:h-full">
            <div className="flex shrink-0 items-center gap-3 px-4">
              <SkeinMark size={24} />
              <h1 className="sr-only">{strings.app.name}</h1>
              <div className="min-w-0 flex-1">
                <SearchField />
              </div>
            </div>
            <ProjectsFailed />
            <IndexLine />
            {projectsState.phase === 'ready' && <DoctorLine className="mt-3 px-4" />}
            <VaultQuestion className="mx-4 mt-3 shrink-0" />
            <div className="mt-4 grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] gap-x-4 min-[840px]:grid-cols-[minmax(0,1fr)_minmax(260px,36%)] min-[840px]:grid-rows-[minmax(0,1fr)]">
              <div ref={sessionsBox} className={COLUMN}>
                <div className="px-1.5 pt-1 pb-8">
                  <HomeSessions projects={projects} now={now} scroller={sessionsBox} />
                </div>
              </div>
              <div ref={projectsBox} className={COLUMN}>
                <div className="px-1.5 pt-1 pb-8">
                  <div className="px-2.5 pb-5">{openFolder}</div>
                  <HomeProjects projects={projects} now={now} scroller={projectsBox} onRemove={remove} />
                  <div className="px-2.5">
                    <UsageLine />
                    {agentsHere}
                  </div>
                </div>
              </div>
            </div>
          </div>
        )}
      </main>
    </div>
  )
}

/** The newest of all projects, once the server has been reached; asked for anew whenever the page is come back to. */
function useSessionsOfAll(isReached: boolean): void {
  useEffect(() => {
    if (isReached) void useHomeStore.getState().load() // failing is state
  }, [isReached])
}

function ProjectsFailed() {
  const state = useProjectStore(({ projectsState }) => projectsState)
  if (state.phase !== 'failed') return null
  return (
    <ErrorNote
      className="mt-6 items-center px-2.5"
      text={state.error.message}
      action={
        // Failing again is state, drawn here.
        <Button size="small" onClick={() => void useProjectStore.getState().loadProjects()}>
          {strings.app.retry}
        </Button>
      }
    />
  )
}

/** What `MenuOpenFolder` could not open, told where folders are opened. */
function problemIn(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('problem' in state)) return null
  return typeof state.problem === 'string' ? state.problem : null
}
