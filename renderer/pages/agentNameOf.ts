/** What an agent is called before (or without) the server having described it. */
import type { AgentId } from '../../shared/ids.ts'
import type { AgentInfo } from '../../shared/protocol.ts'

export function agentNameOf(agent: AgentInfo | null, agentId: AgentId): string {
  if (agent) return agent.name
  if (agentId === 'claude') return 'Claude Code'
  return agentId === 'guide' ? 'Guide' : agentId.replace(/^acp:/, '')
}
