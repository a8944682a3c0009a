/** `/settings`: everything a person may choose for the whole app. Every change is kept at once. */
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { routes } from '../../shared/address.ts'
import type { Settings } from '../../shared/settings.ts'
import { DoctorSettings } from '../doctor/DoctorSettings.tsx'
import { KeyList } from '../keys/KeyList.tsx'
import { useDocumentTitle } from '../hooks/useDocumentTitle.ts'
import { useSettingsStore } from '../stores/settingsStore.ts'
import { strings } from '../strings/strings.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { UsageSettings } from '../usage/UsageSettings.tsx'
import { UpdateSettings } from './UpdateSettings.tsx'
import { AgentSettings } from './AgentSettings.tsx'
import { AppearanceSettings } from './AppearanceSettings.tsx'
import { VaultSettings } from './VaultSettings.tsx'
import { KeySettings } from './KeySettings.tsx'
import { NotificationSettings } from './NotificationSettings.tsx'
import { PowerSettings } from './PowerSettings.tsx'
import { PermissionSettings } from './PermissionSettings.tsx'
import { SettingsSection } from '../ui/SettingsSection.tsx'

export function SettingsPage() {
  const navigate = useNavigate()
  const settings = useSettingsStore((state) => state.settings)
  const [problem, setProblem] = useState<string | null>(null)

  useDocumentTitle(strings.settings.title)

  async function change(changes: Partial<Settings>): Promise<void> {
    const outcome = await useSettingsStore.getState().changeSettings(changes)
    setProblem(outcome.ok ? null : strings.settings.notSaved(outcome.error.message))
    // Words are chosen as the page loads; nothing lives in the page alone.
    if (outcome.ok && changes.language !== undefined) window.location.reload()
  }

  const part = settings && { settings, onChange: (changes: Partial<Settings>) => void change(changes) }
  return (
    <div className="h-full overflow-y-auto">
      <main aria-label={strings.settings.title} className="mx-auto w-full max-w-[680px] px-6 pt-8 pb-20">
        <div className="flex items-center gap-2">
          <IconButton
            icon={ArrowLeft}
            label={strings.settings.back}
            className="-ml-2"
            // Opened by its address there is nothing to go back to.
            onClick={() => void (window.history.length > 1 ? navigate(-1) : navigate(routes.home))}
          />
          <h1 className="text-title font-semibold">{strings.settings.title}</h1>
        </div>
        {problem !== null && <ErrorNote className="mt-4" text={problem} />}
        {part === null ? (
          <Skeleton widths={[50, 70, 40]} className="mt-8" />
        ) : (
          <>
            <SettingsSection title={strings.settings.appearance.title}>
              <AppearanceSettings {...part} />
            </SettingsSection>
            <SettingsSection title={strings.settings.agents.title}>
              <AgentSettings {...part} />
            </SettingsSection>
            <SettingsSection title={strings.settings.permissions.title}>
              <PermissionSettings {...part} />
            </SettingsSection>
            <SettingsSection title={strings.settings.notifications.title}>
              <NotificationSettings {...part} />
            </SettingsSection>
            <PowerSettings {...part} />
            <UpdateSettings {...part} />
            <UsageSettings />
            <VaultSettings />
            <DoctorSettings />
            <SettingsSection title={strings.settings.keys.title}>
              <KeySettings {...part} />
              <div className="pt-5">
                <KeyList />
              </div>
            </SettingsSection>
          </>
        )}
      </main>
    </div>
  )
}
