/** What a person may choose for the whole app: its theme, and how new sessions begin. */
import { Settings2 } from 'lucide-react'
import type { AgentInfo } from '../../shared/protocol.ts'
import { Theme } from '../../shared/settings.ts'
import type { Settings } from '../../shared/settings.ts'
import { useBeginningModes } from '../stores/beginningModes.ts'
import { strings } from '../strings/strings.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { MenuChoices } from '../ui/MenuChoices.tsx'
import { PopMenu, PopMenuItem, PopMenuLine } from '../ui/PopMenu.tsx'

interface SettingsMenuProps {
  readonly settings: Settings
  readonly agents: readonly AgentInfo[]
  readonly onChange: (changes: Partial<Settings>) => void
  /** To the page with all of them. */
  readonly onAll: () => void
  /** To what everything has used. */
  readonly onUsage: () => void
}

const THEMES: readonly Settings['theme'][] = Theme.options

export function SettingsMenu({ settings, agents, onChange, onAll, onUsage }: SettingsMenuProps) {
  const modes = useBeginningModes()
  return (
    <PopMenu
      side="top"
      align="end"
      className="w-60"
      trigger={<IconButton icon={Settings2} label={strings.shell.settings} size="small" />}
    >
      <MenuChoices
        label={strings.shell.theme}
        value={settings.theme}
        choices={THEMES.map((theme) => ({ value: theme, label: strings.shell.themes[theme] }))}
        onChoose={(theme) => onChange({ theme })}
      />
      <PopMenuLine />
      <MenuChoices
        label={strings.shell.newSessionsMode}
        value={settings.defaultPermissionMode}
        choices={modes.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={(defaultPermissionMode) => onChange({ defaultPermissionMode })}
      />
      <PopMenuLine />
      <MenuChoices
        label={strings.shell.newSessionsAgent}
        value={settings.defaultAgent}
        choices={agents.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={(defaultAgent) => onChange({ defaultAgent })}
      />
      <PopMenuLine />
      <PopMenuItem label={strings.usage.title} onChoose={onUsage} />
      <PopMenuItem label={strings.shell.allSettings} onChoose={onAll} />
    </PopMenu>
  )
}
