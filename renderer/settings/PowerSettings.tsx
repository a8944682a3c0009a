/** Whether the machine may sleep while agents work. Only in the desktop app: a page cannot keep it awake. */
import { readBridge } from '../connection/skeinBridge.ts'
import { strings } from '../strings/strings.ts'
import { Choices } from '../ui/Choices.tsx'
import type { SettingsPartProps } from './settingsPart.ts'
import { SettingsRow, SettingsSection } from '../ui/SettingsSection.tsx'

export function PowerSettings({ settings, onChange }: SettingsPartProps) {
  const words = strings.settings.power
  if (readBridge() === null) return null
  return (
    <SettingsSection title={words.title}>
      <SettingsRow label={words.awake} hint={words.awakeHint}>
        {(labelledBy) => (
          <Choices
            labelledBy={labelledBy}
            value={settings.keepAwake}
            choices={[
              { value: 'always', label: words.always },
              { value: 'plugged', label: words.plugged },
              { value: 'never', label: words.never }
            ]}
            onChoose={(keepAwake) => onChange({ keepAwake })}
          />
        )}
      </SettingsRow>
    </SettingsSection>
  )
}
