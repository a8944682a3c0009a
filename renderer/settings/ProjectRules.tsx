/** The permission rules of every project, each with a button that takes it back. */
import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { PermissionRule, Project } from '../../shared/session.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { deleteRule, listRules } from '../stores/serverActions.ts'
import { strings } from '../strings/strings.ts'
import { printable } from '../transcript/tools/printable.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { IconButton } from '../ui/IconButton.tsx'

interface RulesOfProject {
  readonly project: Project
  readonly rules: readonly PermissionRule[]
}

export function ProjectRules({ projects }: { readonly projects: readonly Project[] }) {
  const [lists, setLists] = useState<readonly RulesOfProject[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const words = strings.settings.permissions

  useEffect(() => {
    let gone = false
    async function load(): Promise<void> {
      try {
        const loaded = await Promise.all(
          projects.map(async (project) => ({
            project,
            rules: await listRules(project.id)
          }))
        )
        if (!gone) setLists(loaded)
      } catch (thrown) {
        if (!gone) setProblem(failureOf(thrown).message)
      }
    }
    void load() // never rejects
    return () => {
      gone = true
    }
  }, [projects])

  async function takeBack(project: Project, rule: PermissionRule): Promise<void> {
    try {
      await deleteRule(project.id, rule)
      setProblem(null)
      setLists((now) =>
        now.map((list) =>
          list.project.id === project.id
            ? { project, rules: list.rules.filter((other) => other !== rule) }
            : list
        )
      )
    } catch (thrown) {
      setProblem(failureOf(thrown).message)
    }
  }

  const shown = lists.filter(({ rules }) => rules.length > 0)
  return (
    <>
      {problem !== null && <ErrorNote className="mt-2" text={problem} />}
      {projects.length > 0 && shown.length === 0 && (
        <p className="mt-2 text-ui text-ink-muted">{words.noRules}</p>
      )}
      {shown.map(({ project, rules }) => (
        <div key={project.id} className="mt-3">
          <h4 className="truncate text-meta font-medium text-ink-muted" title={project.path}>
            {project.name}
          </h4>
          <ul aria-label={project.name} className="divide-y divide-line">
            {rules.map((rule) => (
              <li key={`${rule.toolName} ${rule.pattern ?? ''}`} className="flex items-center gap-2 py-1">
                <span className="shrink-0 text-ui">{printable(rule.toolName)}</span>
                <code className="min-w-0 flex-1 font-mono text-code wrap-anywhere text-ink-muted">
                  {printable(rule.pattern ?? words.anyUse)}
                </code>
                <IconButton
                  icon={X}
                  size="small"
                  label={words.takeBack(`${rule.toolName} ${rule.pattern ?? words.anyUse}`)}
                  onClick={() => void takeBack(project, rule) /* failing is shown above */}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}
