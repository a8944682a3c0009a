/** The way from the settings to what everything has used. */
import { useNavigate } from 'react-router'
import { routes } from '../../shared/address.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { SettingsRow, SettingsSection } from '../ui/SettingsSection.tsx'

export function UsageSettings() {
  const navigate = useNavigate()
  const words = strings.usage
  return (
    <SettingsSection title={words.title}>
      <SettingsRow label={words.settingsRow} hint={words.intro}>
        {() => (
          // Navigating resolves when the page has changed; nobody waits.
          <Button onClick={() => void navigate(routes.usage)}>{words.show}</Button>
        )}
      </SettingsRow>
    </SettingsSection>
  )
}
