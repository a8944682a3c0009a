/** What a person may choose for the whole app: its theme, and how new sessions begin. */
import { Menu } from '@base-ui/react/menu'
import { Check, Settings2 } from 'lucide-react'
import type { AgentInfo } from '../../shared/protocol.ts'
import { Theme } from '../../shared/settings.ts'
import type { Settings } from '../../shared/settings.ts'
import { strings } from '../strings/strings.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { PopMenu, PopMenuItem, PopMenuLine } from '../ui/PopMenu.tsx'

interface SettingsMenuProps {
  readonly settings: Settings
  readonly agents: readonly AgentInfo[]
  readonly onChange: (changes: Partial<Settings>) => void
  /** To the page with all of them. */
  readonly onAll: () => void
}

const THEMES: readonly Settings['theme'][] = Theme.options
/** Bypassing is chosen for one session at a time, where it is asked about; it is no way to begin. */
const MODES: readonly Settings['defaultPermissionMode'][] = ['default', 'plan', 'acceptEdits']

export function SettingsMenu({ settings, agents, onChange, onAll }: SettingsMenuProps) {
  return (
    <PopMenu
      side="top"
      align="end"
      className="w-60"
      trigger={<IconButton icon={Settings2} label={strings.shell.settings} size="small" />}
    >
      <Choices
        label={strings.shell.theme}
        value={settings.theme}
        choices={THEMES.map((theme) => ({ value: theme, label: strings.shell.themes[theme] }))}
        onChoose={(theme) => onChange({ theme })}
      />
      <PopMenuLine />
      <Choices
        label={strings.shell.newSessionsMode}
        value={settings.defaultPermissionMode}
        choices={MODES.map((mode) => ({ value: mode, label: strings.composer.modes[mode].label }))}
        onChoose={(defaultPermissionMode) => onChange({ defaultPermissionMode })}
      />
      <PopMenuLine />
      <Choices
        label={strings.shell.newSessionsAgent}
        value={settings.defaultAgent}
        choices={agents.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={(defaultAgent) => onChange({ defaultAgent })}
      />
      <PopMenuLine />
      <PopMenuItem label={strings.shell.allSettings} onChoose={onAll} />
    </PopMenu>
  )
}

interface ChoicesProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly onChoose: (value: Value) => void
}

function Choices<Value extends string>({ label, value, choices, onChoose }: ChoicesProps<Value>) {
  return (
    <Menu.Group>
      <Menu.GroupLabel className="px-2.5 pt-1.5 pb-1 text-meta text-ink-muted">{label}</Menu.GroupLabel>
      <Menu.RadioGroup value={value} onValueChange={onChoose}>
        {choices.map((choice) => (
          <Menu.RadioItem
            key={choice.value}
            value={choice.value}
            className="flex items-center gap-2 rounded-md px-2.5 py-1 text-ui outline-none select-none data-[highlighted]:bg-hover"
          >
            <span className="min-w-0 flex-1 truncate">{choice.label}</span>
            <Menu.RadioItemIndicator>
              <Check size={14} strokeWidth={2} className="text-accent" aria-hidden />
            </Menu.RadioItemIndicator>
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  )
}
