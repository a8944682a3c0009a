/** How the app looks and moves, and in which language it speaks. */
import { Theme } from '../../shared/settings.ts'
import { languageCodes, wordsIn } from '../../shared/words/languages.ts'
import { strings } from '../strings/strings.ts'
import { Choices } from '../ui/Choices.tsx'
import type { SettingsPartProps } from './settingsPart.ts'
import { SettingsRow } from '../ui/SettingsSection.tsx'

const SIZES = ['12', '13', '14', '16', '18', '20'] as const

export function AppearanceSettings({ settings, onChange }: SettingsPartProps) {
  const words = strings.settings.appearance
  const sizes = SIZES.map((size) => ({ value: size, label: size }))
  return (
    <>
      <SettingsRow label={words.theme}>
        {(labelledBy) => (
          <Choices
            labelledBy={labelledBy}
            value={settings.theme}
            choices={Theme.options.map((theme) => ({ value: theme, label: strings.shell.themes[theme] }))}
            onChoose={(theme) => onChange({ theme })}
          />
        )}
      </SettingsRow>
      <SettingsRow label={words.fontSize} hint={words.fontSizeHint}>
        {(labelledBy) => (
          <Choices
            labelledBy={labelledBy}
            value={sizes.find(({ value }) => Number(value) === settings.fontSize)?.value ?? '14'}
            choices={sizes}
            onChoose={(size) => onChange({ fontSize: Number(size) })}
          />
        )}
      </SettingsRow>
      <SettingsRow label={words.motion}>
        {(labelledBy) => (
          <Choices
            labelledBy={labelledBy}
            value={settings.motion}
            choices={[
              { value: 'system', label: words.motions.system },
              { value: 'reduce', label: words.motions.reduce }
            ]}
            onChoose={(motion) => onChange({ motion })}
          />
        )}
      </SettingsRow>
      <SettingsRow label={words.language} hint={words.languageHint}>
        {(labelledBy) => (
          <Choices
            labelledBy={labelledBy}
            value={settings.language}
            choices={[
              { value: 'system', label: words.systemLanguage },
              ...languageCodes.map((value) => ({ value, label: wordsIn(value).name }))
            ]}
            onChoose={(language) => onChange({ language })}
          />
        )}
      </SettingsRow>
    </>
  )
}
