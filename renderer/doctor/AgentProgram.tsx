/** Claude Code's program, when it is not where Skein looks: a path a person gives. */
import { useState } from 'react'
import { useProjectStore } from '../stores/projectStore.ts'
import { useSettingsStore } from '../stores/settingsStore.ts'
import { strings } from '../strings/strings.ts'
import { TextDialog } from '../ui/TextDialog.tsx'

interface AgentProgramProps {
  /** Another program is chosen now. */
  readonly onSaved?: () => void
}

export function AgentProgram({ onSaved }: AgentProgramProps) {
  const [asking, setAsking] = useState(false)
  const chosen = useSettingsStore((state) => state.settings?.claudePath ?? null)

  async function save(path: string): Promise<string | null> {
    const outcome = await useSettingsStore
      .getState()
      .changeSettings({ claudePath: path === '' ? null : path })
    if (!outcome.ok) return outcome.error.message
    await useProjectStore.getState().loadAgents()
    onSaved?.()
    return null
  }

  return (
    <>
      <button
        type="button"
        onClick={() => setAsking(true)}
        className="mt-0.5 rounded-sm text-left text-meta wrap-anywhere text-ink-muted underline decoration-line-strong underline-offset-2 hover:text-ink"
      >
        {chosen === null ? strings.home.chooseProgram : strings.home.chosenProgram(chosen)}
      </button>
      {asking && (
        <TextDialog
          title={strings.home.programTitle}
          label={strings.home.programLabel}
          value={chosen ?? ''}
          onSave={save}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
