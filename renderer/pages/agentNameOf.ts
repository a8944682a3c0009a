/** What an agent is called before (or without) the server having described it. */
import type { AgentId } from '../../shared/ids.ts'
import type { AgentInfo } from '../../shared/protocol.ts'
import { readAgentNames } from '../stores/pageDefaults.ts'

export function agentNameOf(agent: AgentInfo | null, agentId: AgentId): string {
  return agent?.name ?? readAgentNames()[agentId] ?? agentId.replace(/^acp:/, '')
}
