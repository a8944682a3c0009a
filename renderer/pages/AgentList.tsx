/** Which agents can work on this machine, and for those that cannot: why, and what to do. */
import { CircleCheck, CircleDashed } from 'lucide-react'
import type { AgentInfo } from '../../shared/protocol.ts'
import { capabilitiesOf } from '../stores/declared.ts'
import { strings } from '../strings/strings.ts'
import { AgentProgram } from '../doctor/AgentProgram.tsx'

interface AgentListProps {
  readonly agents: readonly AgentInfo[]
  /** The lines around it, where nothing else draws them. */
  readonly className?: string
}

export function AgentList({ agents, className = 'mt-1.5 border-y' }: AgentListProps) {
  return (
    <ul aria-label={strings.home.agents} className={`divide-y divide-line border-line ${className}`}>
      {agents.map((agent) => (
        <li key={agent.id} className="flex gap-2.5 py-2.5">
          <AgentLight ready={agent.readiness.ready} />
          <div className="min-w-0 flex-1">
            <p className="text-ui">
              <span className="font-medium">{agent.name}</span>
              {agent.readiness.ready && agent.readiness.version !== null && (
                <span className="text-ink-muted">{` ${agent.readiness.version}`}</span>
              )}
            </p>
            {agent.readiness.ready ? (
              <p className="text-ui text-ink-muted">{agent.description}</p>
            ) : (
              <p className="text-ui wrap-anywhere">
                <span className="text-warn">{agent.readiness.reason}</span>{' '}
                <span className="text-ink-muted">{agent.readiness.remedy}</span>
              </p>
            )}
            {capabilitiesOf(agent).install && <AgentProgram agentId={agent.id} agentName={agent.name} />}
          </div>
        </li>
      ))}
    </ul>
  )
}

function AgentLight({ ready }: { readonly ready: boolean }) {
  const Icon = ready ? CircleCheck : CircleDashed
  return (
    <Icon
      size={16}
      strokeWidth={1.75}
      role="img"
      aria-label={ready ? strings.home.agentReady : strings.home.agentNotReady}
      className={ready ? 'mt-0.5 shrink-0 text-ok' : 'mt-0.5 shrink-0 text-warn'}
    />
  )
}
