/** The modes new sessions may begin with: those of all agents, without the ones that ask nothing. */
import { useMemo } from 'react'
import type { AgentMode } from '../../shared/agentOptions.ts'
import type { PermissionMode } from '../../shared/session.ts'
import { modeCalled, modesOf } from '../stores/declared.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { useSettingsStore } from '../stores/settingsStore.ts'

/** What is dangerous is chosen for one session at a time, where it is asked about. What is chosen is there all the same. */
export function useBeginningModes(): readonly AgentMode[] {
  const agents = useProjectStore((state) => state.agents)
  const chosen = useSettingsStore((state) => state.settings?.defaultPermissionMode ?? null)
  return useMemo(() => {
    const modes = new Map<string, AgentMode>()
    for (const mode of agents.flatMap(modesOf)) {
      if (mode.dangerous !== true && !modes.has(mode.id)) modes.set(mode.id, mode)
    }
    if (chosen !== null && !modes.has(chosen)) modes.set(chosen, modeCalled(chosen))
    return [...modes.values()]
  }, [agents, chosen])
}

/** What the mode means; empty where nobody says. */
export function describeMode(modes: readonly AgentMode[], chosen: PermissionMode): string {
  return modes.find(({ id }) => id === chosen)?.description ?? ''
}
