/** `/`: open a folder, go back to a project, see which agents can work here. */
import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { projectPath } from '../../shared/address.ts'
import { DoctorLine } from '../doctor/DoctorLine.tsx'
import { useProjectStore } from '../stores/projectStore.ts'
import { strings } from '../strings/strings.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { SkeinMark } from '../ui/SkeinMark.tsx'
import { useDelayed } from '../ui/useDelayed.ts'
import { useNow } from '../ui/useNow.ts'
import { AgentList } from './AgentList.tsx'
import { AppProblems } from './AppProblems.tsx'
import { OpenFolder } from './OpenFolder.tsx'
import { ProjectRow } from './ProjectRow.tsx'
import { useDocumentTitle } from '../hooks/useDocumentTitle.ts'

export function ProjectHome() {
  const navigate = useNavigate()
  const projects = useProjectStore((state) => state.projects)
  const projectsState = useProjectStore((state) => state.projectsState)
  const agents = useProjectStore((state) => state.agents)
  const location = useLocation()
  const [problem, setProblem] = useState<string | null>(problemIn(location.state))
  const now = useNow(60_000)
  const recent = projects.toSorted(
    (one, other) => Date.parse(other.lastOpenedAt) - Date.parse(one.lastOpenedAt)
  )

  useDocumentTitle()

  // Lists are loaded when the server has been reached; until then there is nothing to show.
  const unreachable = useDelayed(projectsState.phase === 'idle', 1500)
  const isFirstRun = recent.length === 0 && projectsState.phase === 'ready'

  async function open(path: string): Promise<void> {
    const outcome = await useProjectStore.getState().addProject(path)
    setProblem(outcome.ok ? null : outcome.error.message)
    if (outcome.ok) await navigate(projectPath(outcome.value.id))
  }

  async function remove(projectId: string): Promise<string | null> {
    const outcome = await useProjectStore.getState().removeProject(projectId)
    return outcome.ok ? null : outcome.error.message
  }

  return (
    <div className="h-full overflow-y-auto">
      <AppProblems />
      {unreachable && <Banner tone="warn" text={strings.failure.unreachable} />}
      <main
        aria-label={strings.home.title}
        className="mx-auto w-full max-w-[620px] px-6 pt-[min(11vh,96px)] pb-16"
      >
        <div className="flex items-center gap-3">
          <SkeinMark size={34} />
          <h1 className="text-display font-semibold tracking-[-0.02em]">{strings.app.name}</h1>
        </div>
        <p className="mt-2 text-body text-ink-muted">{strings.app.tagline}</p>

        {isFirstRun && <p className="mt-6 text-ui">{strings.home.firstRun}</p>}
        <div className={isFirstRun ? 'mt-3' : 'mt-7'}>
          <OpenFolder onOpen={open} problem={problem} onProblem={setProblem} />
        </div>

        {projectsState.phase === 'failed' && (
          <ErrorNote
            className="mt-8 items-center"
            text={projectsState.error.message}
            action={
              // Failing again is state, drawn here.
              <Button size="small" onClick={() => void useProjectStore.getState().loadProjects()}>
                {strings.app.retry}
              </Button>
            }
          />
        )}
        {projects.length === 0 && projectsState.phase === 'loading' && (
          <Skeleton widths={[60, 75]} className="mt-10" />
        )}
        {recent.length > 0 && (
          <section className="mt-9">
            <h2 className="text-meta font-medium text-ink-muted">{strings.home.recent}</h2>
            <ul aria-label={strings.home.recent} className="mt-1.5 -mx-2.5">
              {recent.map((project) => (
                <ProjectRow key={project.id} project={project} now={now} onRemove={remove} />
              ))}
            </ul>
          </section>
        )}

        {projectsState.phase === 'ready' && <DoctorLine />}
        {agents.length > 0 && (
          <section className="mt-9">
            <h2 className="text-meta font-medium text-ink-muted">{strings.home.agents}</h2>
            <AgentList agents={agents} />
          </section>
        )}
      </main>
    </div>
  )
}

/** What `MenuOpenFolder` could not open, told where folders are opened. */
function problemIn(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('problem' in state)) return null
  return typeof state.problem === 'string' ? state.problem : null
}
