/** What every part of the settings page gets: what is chosen, and how to change it. */
import type { Settings } from '../../shared/settings.ts'

export interface SettingsPartProps {
  readonly settings: Settings
  readonly onChange: (changes: Partial<Settings>) => void
}
