/** The projects on the start page: those somebody opened, then those in which sessions were found. */
import { useMemo } from 'react'
import type { RefObject } from 'react'
import type { Project } from '../../shared/session.ts'
import { ProjectRow } from './ProjectRow.tsx'
import { strings } from '../strings/strings.ts'
import { VirtualList } from '../ui/virtual/VirtualList.tsx'

interface HomeProjectsProps {
  readonly projects: readonly Project[]
  readonly now: number
  readonly scroller: RefObject<HTMLElement | null>
  /** Resolves to a sentence when it was refused. */
  readonly onRemove: (projectId: string) => Promise<string | null>
}

export function HomeProjects({ projects, ...row }: HomeProjectsProps) {
  const [opened, found] = useMemo(() => parted(projects), [projects])
  return (
    <>
      <Projects title={strings.home.recent} projects={opened} {...row} />
      <Projects title={strings.home.found} hint={strings.home.foundHint} projects={found} {...row} />
    </>
  )
}

interface ProjectsProps extends HomeProjectsProps {
  readonly title: string
  readonly hint?: string
}

function Projects({ title, hint, projects, now, scroller, onRemove }: ProjectsProps) {
  const items = useMemo(() => projects.map((project) => ({ key: project.id, project })), [projects])
  if (items.length === 0) return null
  return (
    <section className="mb-5">
      <h2 className="px-2.5 text-meta font-medium text-ink-muted">{title}</h2>
      {hint !== undefined && <p className="px-2.5 pt-0.5 text-meta text-ink-faint">{hint}</p>}
      <VirtualList label={title} items={items} heights={{ row: 54 }} scroller={scroller} className="mt-1">
        {({ project }, tabIndex) => (
          <ProjectRow project={project} now={now} tabIndex={tabIndex} onRemove={onRemove} />
        )}
      </VirtualList>
    </section>
  )
}

/** The one that was open last first; those whose folder is gone stand behind the others. */
function parted(projects: readonly Project[]): readonly [Project[], Project[]] {
  const sorted = projects.toSorted(
    (one, other) =>
      Number(one.missing ?? false) - Number(other.missing ?? false) ||
      Date.parse(other.lastOpenedAt) - Date.parse(one.lastOpenedAt)
  )
  return [sorted.filter(({ found }) => found !== true), sorted.filter(({ found }) => found === true)]
}
