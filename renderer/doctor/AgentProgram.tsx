/** An agent's program, when it is not where Skein looks: a path a person gives. */
import { useState } from 'react'
import { withAgentChoice } from '../../shared/settings.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { useSettingsStore } from '../stores/settingsStore.ts'
import { strings } from '../strings/strings.ts'
import { TextDialog } from '../ui/TextDialog.tsx'

interface AgentProgramProps {
  readonly agentId: string
  readonly agentName: string
  /** Another program is chosen now. */
  readonly onSaved?: () => void
}

export function AgentProgram({ agentId, agentName, onSaved }: AgentProgramProps) {
  const [asking, setAsking] = useState(false)
  const chosen = useSettingsStore((state) => state.settings?.agents[agentId]?.program ?? null)

  async function save(path: string): Promise<string | null> {
    const { settings, changeSettings } = useSettingsStore.getState()
    if (settings === null) return strings.settings.notSaved('')
    const program = path === '' ? null : path
    const outcome = await changeSettings(withAgentChoice(settings, agentId, { program }))
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
          title={strings.home.programTitle(agentName)}
          label={strings.home.programLabel}
          value={chosen ?? ''}
          onSave={save}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
