/** The way from the settings to the doctor. */
import { useNavigate } from 'react-router'
import { routes } from '../../shared/address.ts'
import { SettingsRow, SettingsSection } from '../ui/SettingsSection.tsx'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'

export function DoctorSettings() {
  const navigate = useNavigate()
  const words = strings.doctor
  return (
    <SettingsSection title={words.settingsTitle}>
      <SettingsRow label={words.settingsRow} hint={words.settingsHint}>
        {() => (
          // Navigating resolves when the page has changed; nobody waits.
          <Button onClick={() => void navigate(routes.doctor)}>{words.settingsButton}</Button>
        )}
      </SettingsRow>
    </SettingsSection>
  )
}
