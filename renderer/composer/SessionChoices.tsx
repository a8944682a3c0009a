/** The selectors under the composer: permission mode always, agent while nothing is stored, model where there is a choice. */
import { Bot, Cpu, Eye, FilePen, Hand, Zap } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import type { AgentId } from '../../shared/ids.ts'
import type { AgentInfo } from '../../shared/protocol.ts'
import type { PermissionMode } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { ChoiceSelect } from '../ui/ChoiceSelect.tsx'
import type { Choice } from '../ui/ChoiceSelect.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'

export interface SessionChoicesProps {
  readonly permissionMode: PermissionMode
  readonly onPermissionMode: (mode: PermissionMode) => void
  readonly agents: readonly AgentInfo[]
  readonly agentId: AgentId
  /** Null once the session is stored: its agent stays. */
  readonly onAgent: ((agent: AgentId) => void) | null
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

export function SessionChoices(props: SessionChoicesProps) {
  const { permissionMode, onPermissionMode, agents, agentId, onAgent, model, onModel } = props
  const [asksForBypass, setAsksForBypass] = useState(false)
  const agent = agents.find((one) => one.id === agentId)
  const ModeIcon = MODE_ICONS[permissionMode]

  function chooseMode(mode: PermissionMode): void {
    if (mode === 'bypassPermissions') setAsksForBypass(true)
    else onPermissionMode(mode)
  }

  return (
    <>
      <ChoiceSelect
        label={strings.composer.mode}
        value={permissionMode}
        choices={modeChoices(agent, permissionMode)}
        onChoose={chooseMode}
        icon={<ModeIcon size={14} strokeWidth={1.75} className="shrink-0" aria-hidden />}
      />
      {onAgent && agents.length > 0 && (
        <ChoiceSelect
          label={strings.composer.agent}
          value={agentId}
          choices={agents.map(agentChoice)}
          onChoose={onAgent}
          icon={<Bot size={14} strokeWidth={1.75} className="shrink-0" aria-hidden />}
        />
      )}
      {agent && agent.models.length > 0 && (
        <ChoiceSelect
          label={strings.composer.model}
          value={model ?? AGENTS_OWN}
          choices={modelChoices(agent, model)}
          onChoose={(next) => onModel(next === AGENTS_OWN ? null : next)}
          icon={<Cpu size={14} strokeWidth={1.75} className="shrink-0" aria-hidden />}
        />
      )}
      {asksForBypass && (
        <ConfirmDialog
          title={strings.composer.bypassTitle}
          body={strings.composer.bypassBody}
          confirm={strings.composer.bypassConfirm}
          onConfirm={() => {
            onPermissionMode('bypassPermissions')
            return Promise.resolve(null)
          }}
          onClose={() => setAsksForBypass(false)}
        />
      )}
    </>
  )
}

function modeChoices(
  agent: AgentInfo | undefined,
  chosen: PermissionMode
): readonly Choice<PermissionMode>[] {
  const offered = agent?.permissionModes ?? ALL_MODES
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

function modelChoices(agent: AgentInfo, chosen: string | null): readonly Choice<string>[] {
  const known = agent.models.map(({ id, name, description }) => ({ value: id, label: name, description }))
  const own = {
    value: AGENTS_OWN,
    label: strings.composer.modelDefault,
    description: strings.composer.modelDefaultHint
  }
  const isKnown = chosen === null || known.some(({ value }) => value === chosen)
  return [own, ...known, ...(isKnown ? [] : [{ value: chosen, label: chosen, description: null }])]
}
