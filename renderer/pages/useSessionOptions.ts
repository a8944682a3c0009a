/**
 * What may be chosen for the session on screen, and what is: mode, model and effort, as its agent declares and offers
 * them. Used by the selectors under the composer and by the menu of the header.
 */
import { useCallback, useMemo } from 'react'
import type { AgentEffort, AgentMode } from '../../shared/agentOptions.ts'
import type { AgentInfo } from '../../shared/protocol.ts'
import type { PermissionMode } from '../../shared/session.ts'
import type { AgentModel, AgentOffer } from '../../shared/steering.ts'
import { useModeChoice } from '../composer/useModeChoice.tsx'
import type { ModeChoice } from '../composer/useModeChoice.tsx'
import { effortsOf, modesOf } from '../stores/declared.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { useSettingsStore } from '../stores/settingsStore.ts'

export interface SessionOptions {
  readonly mode: PermissionMode
  readonly modes: readonly AgentMode[]
  /** Asks first where the mode is dangerous. */
  readonly modeChoice: ModeChoice
  readonly model: string | null
  readonly models: readonly AgentModel[]
  readonly onModel: (model: string | null) => void
  readonly effort: string | null
  /** Those the model takes. */
  readonly efforts: readonly AgentEffort[]
  readonly onEffort: (effort: string | null) => void
}

const NO_MODELS: readonly AgentModel[] = []

/** `offer`: what the agent really has, once it was asked. */
export function useSessionOptions(agent: AgentInfo | null, offer: AgentOffer | null): SessionOptions {
  const mode = useSessionStore((state) => state.currentSession?.permissionMode ?? state.defaultPermissionMode)
  const model = useSessionStore((state) => state.currentSession?.model ?? null)
  const effort = useShownEffort(agent)
  // All show at once and are taken back, with the session's `error`, when they are refused.
  const onMode = useCallback(
    (next: PermissionMode) => void useSessionStore.getState().setPermissionMode(next),
    []
  )
  const onModel = useCallback((next: string | null) => void useSessionStore.getState().setModel(next), [])
  const onEffort = useCallback((next: string | null) => void useSessionStore.getState().setEffort(next), [])
  const modes = useMemo(() => modesOf(agent), [agent])
  const modeChoice = useModeChoice({ mode, offered: modes, onMode })
  const models = offer?.models ?? agent?.options?.models ?? agent?.models ?? NO_MODELS
  const efforts = useMemo(
    () => effortsOf(agent, { model, models, own: offer?.efforts }),
    [agent, model, models, offer]
  )
  return { mode, modes, modeChoice, model, models, onModel, effort, efforts, onEffort }
}

/** Until one is chosen, a session that is not stored has the person's default for its agent, where the agent has that. */
function useShownEffort(agent: AgentInfo | null): string | null {
  const chosen = useSessionStore((state) => state.currentSession?.effort)
  const isNew = useSessionStore((state) => state.currentSession?.status === 'not-created')
  const byDefault = useSettingsStore((state) => state.settings?.agents[agent?.id ?? '']?.effort ?? null)
  if (chosen !== undefined || !isNew) return chosen ?? null
  return agent?.options?.efforts.some(({ id }) => id === byDefault) === true ? byDefault : null
}
