/**
 * The agents that take a key of a person, and the variable of their environment it is given in. Known without making
 * the agents: they are made with the keys.
 */
import { z } from 'zod'
import type { AgentId } from '../../shared/ids.ts'
import { claudeKeyVariable } from './claude/claudeOptions.ts'

const variables: Readonly<Record<string, string>> = { claude: claudeKeyVariable }

/** Null for an agent that takes none. */
export function keyVariableOf(agent: AgentId): string | null {
  return Object.hasOwn(variables, agent) ? (variables[agent] ?? null) : null
}

/** The id of an agent that takes a key. */
export const KeyedAgent = z.string().refine((agent) => keyVariableOf(agent) !== null)
