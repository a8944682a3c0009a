/** The selectors under the composer: permission mode always, agent while nothing is stored, model and effort where there is a choice. */
import { Ban, Bot, Cpu, Eye, FilePen, Gauge, Hand, Scale, Shield, Zap } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { memo } from 'react'
import type { AgentEffort, AgentMode } from '../../shared/agentOptions.ts'
import type { AgentId } from '../../shared/ids.ts'
import type { AgentInfo } from '../../shared/protocol.ts'
import type { PermissionMode } from '../../shared/session.ts'
import type { AgentModel } from '../../shared/steering.ts'
import { modeCalled } from '../stores/declared.ts'
import { strings } from '../strings/strings.ts'
import { ChoiceSelect } from '../ui/ChoiceSelect.tsx'
import type { Choice } from '../ui/ChoiceSelect.tsx'

export interface SessionChoicesProps {
  readonly permissionMode: PermissionMode
  /** What the agent declares. */
  readonly modes: readonly AgentMode[]
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
  /** Those the model takes. */
  readonly efforts: readonly AgentEffort[]
  readonly effort: string | null
  readonly onEffort: (effort: string | null) => void
}

/** By the words a mode is described with; one in the agent's own words has the plainest. */
const MODE_ICONS: Readonly<Record<string, LucideIcon>> = {
  default: Hand,
  plan: Eye,
  acceptEdits: FilePen,
  auto: Scale,
  dontAsk: Ban,
  bypassPermissions: Zap
}
/** Stands for "let the agent choose" among the names of models and efforts. */
const AGENTS_OWN = ''

export const SessionChoices = memo(function SessionChoices(props: SessionChoicesProps) {
  const { permissionMode, modes, onPermissionMode, agents, agentId, onAgent, models, model, onModel } = props
  const { efforts, effort, onEffort } = props
  const shownModes = withChosenMode(modes, permissionMode)
  const mode = shownModes.find(({ id }) => id === permissionMode)
  const ModeIcon = MODE_ICONS[mode?.describedAs ?? ''] ?? Shield
  return (
    <>
      <ChoiceSelect
        label={strings.composer.mode}
        value={permissionMode}
        choices={shownModes.map(modeChoice)}
        onChoose={onPermissionMode}
        icon={<ModeIcon size={14} strokeWidth={1.75} className="shrink-0" aria-hidden />}
      />
      {/* Shift+Tab changes it while the focus is in the text. */}
      <span role="status" className="sr-only">
        {mode?.name}
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
      {(efforts.length > 0 || effort !== null) && (
        <ChoiceSelect
          label={strings.composer.effort}
          value={effort ?? AGENTS_OWN}
          choices={effortChoices(efforts, effort)}
          onChoose={(next) => onEffort(next === AGENTS_OWN ? null : next)}
          onOpen={props.onWantModels}
          icon={<Gauge size={14} strokeWidth={1.75} className="shrink-0" aria-hidden />}
        />
      )}
    </>
  )
})

/** The chosen one is among them whatever the agent says: another version may have chosen it. */
function withChosenMode(modes: readonly AgentMode[], chosen: PermissionMode): readonly AgentMode[] {
  return modes.some(({ id }) => id === chosen) ? modes : [...modes, modeCalled(chosen)]
}

function modeChoice({ id, name, description, dangerous }: AgentMode): Choice<PermissionMode> {
  return { value: id, label: name, description, ...(dangerous === true ? { tone: 'danger' } : {}) }
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
  return withOwn(models, chosen, {
    label: strings.composer.modelDefault,
    description: strings.composer.modelDefaultHint
  })
}

function effortChoices(efforts: readonly AgentEffort[], chosen: string | null): readonly Choice<string>[] {
  return withOwn(efforts, chosen, {
    label: strings.composer.effortDefault,
    description: strings.composer.effortDefaultHint
  })
}

/** What is declared, behind what leaves it to the agent; one that is chosen and not declared is called by its id. */
function withOwn(
  declared: readonly { readonly id: string; readonly name: string; readonly description: string | null }[],
  chosen: string | null,
  own: Omit<Choice<string>, 'value'>
): readonly Choice<string>[] {
  const known = declared.map(({ id, name, description }) => ({ value: id, label: name, description }))
  const isKnown = chosen === null || known.some(({ value }) => value === chosen)
  const unknown = isKnown ? [] : [{ value: chosen, label: chosen, description: null }]
  return [{ value: AGENTS_OWN, ...own }, ...known, ...unknown]
}
