/**
 * What a search can be narrowed to beside words: who said it, with which tool, which agent's session it is. Each is a
 * token beside the words, of letters no text is indexed by, so that the database skips what is not asked for. Pure.
 */
import type { AgentId } from '../../../shared/ids.ts'

/** Who said it; `tool`: what a tool was given or answered. */
export type SaidBy = 'user' | 'assistant' | 'system' | 'tool'

export function roleFacet(role: SaidBy): string {
  return `\ue001${role}`
}

/** Tools have names of their own; case makes no difference. */
export function toolFacet(name: string): string {
  return `\ue002${plainName(name)}`
}

export function agentFacet(agent: AgentId): string {
  return `\ue003${plainName(agent)}`
}

/** Signs that would end a token are one sign that does not. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .slice(0, 100)
    .replaceAll(/[\0-/:-@[-`{-\x7f\p{Surrogate}]/gu, '\ue004')
}
