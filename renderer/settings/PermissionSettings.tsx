/** What agents may do without asking: the mode sessions begin with, and what was allowed for good. */
import { useProjectStore } from '../stores/projectStore.ts'
import { describeMode, useBeginningModes } from '../stores/beginningModes.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { ProjectRules } from './ProjectRules.tsx'
import type { SettingsPartProps } from './settingsPart.ts'
import { SettingsRow } from '../ui/SettingsSection.tsx'

export function PermissionSettings({ settings, onChange }: SettingsPartProps) {
  const projects = useProjectStore((state) => state.projects)
  const modes = useBeginningModes()
  const words = strings.settings.permissions
  const trusted = projects.filter((project) => project.trusted)
  return (
    <>
      <SettingsRow label={words.default} hint={describeMode(modes, settings.defaultPermissionMode)} announced>
        {(labelledBy) => (
          <Choices
            labelledBy={labelledBy}
            value={settings.defaultPermissionMode}
            choices={modes.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={(defaultPermissionMode) => onChange({ defaultPermissionMode })}
          />
        )}
      </SettingsRow>
      <h3 className="mt-5 text-ui font-medium">{words.rules}</h3>
      <p className="text-meta text-ink-muted">{words.rulesHint}</p>
      {projects.length === 0 && <p className="mt-2 text-ui text-ink-muted">{words.noProjects}</p>}
      <ProjectRules projects={projects} />
      <h3 className="mt-5 text-ui font-medium">{words.trusted}</h3>
      <p className="text-meta text-ink-muted">{words.trustedHint}</p>
      {trusted.length === 0 && <p className="mt-2 text-ui text-ink-muted">{words.noneTrusted}</p>}
      <ul className="mt-2 divide-y divide-line">
        {trusted.map((project) => (
          <li key={project.id} className="flex items-center gap-3 py-1.5">
            <span className="min-w-0 flex-1 truncate text-ui" title={project.path}>
              {project.name}
            </span>
            <Button
              size="small"
              // A refusal leaves the row as it was.
              onClick={() => void useProjectStore.getState().changeProject(project.id, { trusted: false })}
            >
              {words.untrust(project.name)}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
