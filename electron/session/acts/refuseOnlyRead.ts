/** Refuses what only an agent can do that is driven: to go on from elsewhere, in the session or in a copy of it. */
import type { Agent } from '../../agent/port.ts'
import { Refusal } from '../../refusal.ts'

/** Refuses with 409 `agent_only_read`. */
export function refuseOnlyRead({ onlyRead, name }: Pick<Agent, 'onlyRead' | 'name'>): void {
  if (onlyRead === true) throw new Refusal(409, 'agent_only_read', { agent: name })
}
