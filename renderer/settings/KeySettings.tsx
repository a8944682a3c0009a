/** What sends a message. */
import { capsOf } from '../keys/chord.ts'
import { isMac } from '../keys/platform.ts'
import { strings } from '../strings/strings.ts'
import { Choices } from '../ui/Choices.tsx'
import type { SettingsPartProps } from './settingsPart.ts'
import { SettingsRow } from '../ui/SettingsSection.tsx'

export function KeySettings({ settings, onChange }: SettingsPartProps) {
  const words = strings.settings.keys
  return (
    <SettingsRow label={words.send} hint={words.sendHint}>
      {(labelledBy) => (
        <Choices
          labelledBy={labelledBy}
          value={settings.sendKey}
          choices={[
            { value: 'enter', label: words.enter },
            { value: 'mod-enter', label: words.modEnter(capsOf('Mod', isMac())[0] ?? '') }
          ]}
          onChoose={(sendKey) => onChange({ sendKey })}
        />
      )}
    </SettingsRow>
  )
}
