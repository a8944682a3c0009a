/** The selectors under the composer: permission mode always, agent while nothing is stored, model where there is a choice. */
import { Bot, Cpu, Eye, FilePen, Hand, Zap } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { memo } from 'react'
import type { AgentId } from '../../shared/ids.ts'
import type { AgentInfo } from '../../shared/protocol.ts'
import type { PermissionMode } from '../../shared/session.ts'
import type { AgentModel } from '../../shared/steering.ts'
import { strings } from '../strings/strings.ts'
import { ChoiceSelect } from '../ui/ChoiceSelect.tsx'
import type { Choice } from '../ui/ChoiceSelect.tsx'

export interface SessionChoicesProps {
  readonly permissionMode: PermissionMode
  /** What the agent can do; see `offeredModes`. */
  readonly modes: readonly PermissionMode[]
  readonly onPermissionMode: (mode: PermissionMode) => void
  readonly agents: readonly AgentInfo[]
  readonly agentId: AgentId
  /** Null once the session is stored: its agent stays. */
  readonly onAgent: ((agent: AgentId) => void) | null
  /** What the agent really has, once it has been asked; else what it says of itself. */
  readonly models: readonly AgentModel[]
  /** Somebody looks at the models: now is the time to ask. */
  readonly onWantModels: () => void
  readonly model: string | null
  readonly onModel: (model: string | null) => void
}

const MODE_ICONS: Readonly<Record<PermissionMode, LucideIcon>> = {
  default: Hand,
  plan: Eye,
  acceptEdits: FilePen,
  bypassPermissions: Zap
}
const ALL_MODES: readonly PermissionMode[] = ['default', 'plan', 'acceptEdits', 'bypassPermissions']
/** Stands for "let the agent choose" among the names of models. */
const AGENTS_OWN = ''

export const SessionChoices = memo(function SessionChoices(props: SessionChoicesProps) {
  const { permissionMode, modes, onPermissionMode, agents, agentId, onAgent, models, model, onModel } = props
  const ModeIcon = MODE_ICONS[permissionMode]
  return (
    <>
      <ChoiceSelect
        label={strings.composer.mode}
        value={permissionMode}
        choices={modeChoices(modes, permissionMode)}
        onChoose={onPermissionMode}
        icon={<ModeIcon size={14} strokeWidth={1.75} className="shrink-0" aria-hidden />}
      />
      {/* Shift+Tab changes it while the focus is in the text. */}
      <span role="status" className="sr-only">
        {strings.composer.modes[permissionMode].label}
      </span>
      {onAgent && agents.length > 0 && (
        <ChoiceSelect
          label={strings.composer.agent}
          value={agentId}
          choices={agents.map(agentChoice)}
          onChoose={onAgent}
          icon={<Bot size={14} strokeWidth={1.75} className="shrink-0" aria-hidden />}
        />
      )}
      {models.length > 0 && (
        <ChoiceSelect
          label={strings.composer.model}
          value={model ?? AGENTS_OWN}
          choices={modelChoices(models, model)}
          onChoose={(next) => onModel(next === AGENTS_OWN ? null : next)}
          onOpen={props.onWantModels}
          icon={<Cpu size={14} strokeWidth={1.75} className="shrink-0" aria-hidden />}
        />
      )}
    </>
  )
})

/** The modes an agent can do, in the order they are listed and stepped through. */
export function offeredModes(agent: AgentInfo | null): readonly PermissionMode[] {
  return agent === null ? ALL_MODES : ALL_MODES.filter((mode) => agent.permissionModes.includes(mode))
}

function modeChoices(
  offered: readonly PermissionMode[],
  chosen: PermissionMode
): readonly Choice<PermissionMode>[] {
  return ALL_MODES.filter((mode) => mode === chosen || offered.includes(mode)).map((mode) => ({
    value: mode,
    ...strings.composer.modes[mode],
    ...(mode === 'bypassPermissions' ? { tone: 'danger' } : {})
  }))
}

function agentChoice(agent: AgentInfo): Choice<AgentId> {
  return {
    value: agent.id,
    label: agent.name,
    description: agent.description,
    unavailable: agent.readiness.ready ? null : `${agent.readiness.reason} ${agent.readiness.remedy}`
  }
}

function modelChoices(models: readonly AgentModel[], chosen: string | null): readonly Choice<string>[] {
  const known = models.map(({ id, name, description }) => ({ value: id, label: name, description }))
  const own = {
    value: AGENTS_OWN,
    label: strings.composer.modelDefault,
    description: strings.composer.modelDefaultHint
  }
  const isKnown = chosen === null || known.some(({ value }) => value === chosen)
  return [own, ...known, ...(isKnown ? [] : [{ value: chosen, label: chosen, description: null }])]
}
