/**
 * What an agent lets a person choose for each session, and what can be done with its sessions, as it declares them: ids
 * and words as data, so that nobody else knows an agent's modes, efforts or abilities by name. Told by `GET /api/agents`.
 */
import { z } from 'zod'
import { PermissionMode } from './session.ts'
import { AgentModel } from './steering.ts'

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

interface Words {
  readonly name: string
  readonly description: string
}

/** The modes that are Skein's own, whichever agent has them, in English. German: `shared/words/de/page/agents.ts`. */
export const modeWords = {
  default: { name: 'Ask', description: 'Asks before it changes a file or runs a command.' },
  plan: { name: 'Plan', description: 'Reads and thinks, then proposes a plan. Changes nothing.' },
  acceptEdits: {
    name: 'Accept edits',
    description: 'Edits files without asking. Still asks before commands.'
  },
  auto: {
    name: 'Auto',
    description:
      'A second model judges each step: what it finds harmless runs unasked, the rest is refused or asked about. It can be wrong, and costs tokens.'
  },
  dontAsk: {
    name: 'Don’t ask',
    description: 'Never asks: what would need your answer is refused, and the agent goes on without it.'
  },
  bypassPermissions: {
    name: 'Bypass',
    description: 'Never asks. Any command runs at once, with your rights.'
  }
} as const satisfies Readonly<Record<string, Words>>

/** The efforts Skein has words for, in English; as above. */
export const effortWords = {
  low: { name: 'Low', description: 'Quick and short. For small, clear tasks.' },
  medium: { name: 'Medium', description: 'Thinks a little. For everyday work.' },
  high: { name: 'High', description: 'Thinks things through. For hard tasks.' },
  xhigh: { name: 'Extra high', description: 'Thinks long. For what high did not solve; slower and dearer.' },
  max: { name: 'Maximum', description: 'Thinks without a limit. The slowest, and uses the most tokens.' }
} as const satisfies Readonly<Record<string, Words>>

/** A mode of ours, for an agent to declare. */
export function ourMode(id: keyof typeof modeWords): AgentMode {
  return {
    id,
    ...modeWords[id],
    describedAs: id,
    ...(id === 'bypassPermissions' ? { dangerous: true } : null)
  }
}

/** An effort of ours, for an agent to declare. */
export function ourEffort(id: keyof typeof effortWords): AgentEffort {
  return { id, ...effortWords[id], describedAs: id }
}
