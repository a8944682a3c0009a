/**
 * What an agent lets a person choose for each session, and what can be done with its sessions, as it declares them: ids
 * and words as data, so that nobody else knows an agent's modes, efforts or abilities by name. Told by `GET /api/agents`.
 */
import { z } from 'zod'
import { PermissionMode } from './session.ts'
import { AgentModel } from './steering.ts'
import { effortWords, modeWords } from './words/en/options.ts'
import type { EffortCode, ModeCode } from './words/en/options.ts'

const Choice = z.object({
  id: z.string(),
  /** As people know it, in English or in the agent's own words. */
  name: z.string(),
  /** What it means, in one sentence; null where nobody says. */
  description: z.string().nullable(),
  /** Which words of ours these are, for who says them in another language. Absent: they are the agent's own. */
  describedAs: z.string().optional()
})

/** A permission mode. The order is that of the list and of the step from one to the next. */
export const AgentMode = Choice.extend({
  /** Nothing is asked any more: whoever chooses it is asked whether that is meant, and no session begins with it. */
  dangerous: z.boolean().optional()
})
export type AgentMode = z.infer<typeof AgentMode>

/** How much the model thinks and does before it answers, from little to much. */
export const AgentEffort = Choice
export type AgentEffort = z.infer<typeof AgentEffort>

/** What a person may choose for each session of an agent, as its adapter declares it. */
export const AgentOptions = z.object({
  permissionModes: z.array(AgentMode),
  /** The id of the mode that is safe to start with: for sessions whose chosen default this agent does not have. */
  safeMode: PermissionMode,
  /** What it says without being asked; empty when it offers no choice. `AgentOffer` has what it really has. */
  models: z.array(AgentModel),
  /** Empty: it has none to choose. `AgentModel.efforts` says which of them a model takes. */
  efforts: z.array(AgentEffort)
})
export type AgentOptions = z.infer<typeof AgentOptions>

/** What an agent can do, so that the page offers nothing it cannot; told in `AgentInfo`. */
export const AgentCapabilities = z.object({
  /** A new session can be made of the beginning of one. */
  fork: z.boolean(),
  /** A session can go on from an earlier message. */
  rewind: z.boolean(),
  /** A command continues a session in a terminal (`AgentInfo.continueWith`). */
  continueCommand: z.boolean(),
  /** It needs an account or a key. */
  login: z.boolean(),
  /** It is a program of its own that a person installs, and may say where it is. */
  install: z.boolean(),
  /** It sees pictures that are sent along. */
  images: z.boolean(),
  /** It understands its own commands and no sentences. Absent: it understands sentences. */
  commandsOnly: z.boolean().optional()
})
export type AgentCapabilities = z.infer<typeof AgentCapabilities>

/** A mode of ours, for an agent to declare. */
export function ourMode(id: ModeCode): AgentMode {
  return {
    id,
    ...modeWords[id],
    describedAs: id,
    ...(id === 'bypassPermissions' ? { dangerous: true } : null)
  }
}

/** An effort of ours, for an agent to declare. */
export function ourEffort(id: EffortCode): AgentEffort {
  return { id, ...effortWords[id], describedAs: id }
}
