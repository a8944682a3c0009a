/** What Claude Code lets a person choose for each session, and what can be done with it: the agent's declaration. */
import type { EffortLevel, PermissionMode as ClaudeMode } from '@anthropic-ai/claude-agent-sdk'
import { ourEffort, ourMode } from '../../../shared/agentOptions.ts'
import type { AgentCapabilities, AgentOptions } from '../../../shared/agentOptions.ts'
import type { Failure } from '../../../shared/errors.ts'
import { ourFailure } from '../../ourFailure.ts'

/** From the wariest to the one that asks nothing. */
const modes = [
  'default',
  'plan',
  'acceptEdits',
  'auto',
  'dontAsk',
  'bypassPermissions'
] as const satisfies ClaudeMode[]

const efforts = ['low', 'medium', 'high', 'xhigh', 'max'] as const satisfies EffortLevel[]

export const claudeOptions: AgentOptions = {
  permissionModes: modes.map(ourMode),
  safeMode: 'default',
  models: [
    { id: 'opus', name: 'Opus', description: 'The most capable', describedAs: 'most_capable' },
    { id: 'sonnet', name: 'Sonnet', description: 'Fast and capable', describedAs: 'fast_and_capable' },
    { id: 'haiku', name: 'Haiku', description: 'The fastest', describedAs: 'fastest' }
  ],
  efforts: efforts.map(ourEffort)
}

export const claudeCapabilities: AgentCapabilities = {
  fork: true,
  rewind: true,
  continueCommand: true,
  login: true,
  install: true,
  images: true
}

/** The variable a key of a person is given in. */
export const claudeKeyVariable = 'ANTHROPIC_API_KEY'

export const claudeInstallCommand = 'npm install -g @anthropic-ai/claude-code'

/** Undefined: the session was given it by another version, and Claude Code must not run in a mode nobody chose. */
export function claudeMode(id: string): ClaudeMode | undefined {
  return modes.find((mode) => mode === id)
}

export function claudeEffort(id: string): EffortLevel | undefined {
  return efforts.find((effort) => effort === id)
}

/** Told when Claude Code, started in one mode, says that it works in another. */
export function modeNotTaken(wanted: string, taken: string): Failure {
  return ourFailure('mode_not_taken', { agent: 'Claude Code', wanted, taken })
}

/** Why a turn does not begin in a session whose mode or effort this version does not know. */
export function unknownChoice(what: 'mode' | 'effort', id: string): Failure {
  return ourFailure(what === 'mode' ? 'mode_not_known' : 'effort_not_known', { id })
}
