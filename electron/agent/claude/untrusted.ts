/**
 * How Claude Code is run in a folder nobody trusts: nothing of the folder is loaded. That nothing is run unasked there is
 * decided use by use (`session/decide/permission.ts`); what its own settings can say of it is said here as well. Left
 * alone it relies on a question of trust that its own terminal asks: what it takes for harmless (`git status`,
 * `git diff`) runs programs that the folder's configuration names. Called by `claudeProcess.ts` and `startClaude.ts`.
 * Pure.
 */
import type { Options } from '@anthropic-ai/claude-agent-sdk'
import { COMMAND_TOOLS } from './toolUse.ts'

export function untrustedOptions() {
  return {
    // The user's own settings are read through the same door: they may allow what is meant for other folders.
    settingSources: [],
    strictMcpConfig: true,
    settings: {
      permissions: { ask: [...COMMAND_TOOLS] },
      // Its texts about commits come with what git says of the folder, at every start.
      includeGitInstructions: false,
      disableSkillShellExecution: true
    }
  } satisfies Options
}

/** What git reads from the environment last, so that the folder's own configuration cannot say otherwise. */
const GIT_CONFIG: readonly (readonly [string, string])[] = [
  ['core.fsmonitor', 'false'],
  ['safe.bareRepository', 'explicit']
]

/**
 * A second wall for what Claude Code asks git by itself. What a person would miss in a command they allowed (hooks,
 * filters, their own configuration) stays.
 */
export function untrustedEnvironment(env: Readonly<Record<string, string>>): Record<string, string> {
  const given = Number(env['GIT_CONFIG_COUNT'] ?? '0')
  const first = Number.isInteger(given) && given > 0 ? given : 0
  const hardened: Record<string, string> = {
    ...env,
    CLAUDE_CODE_DISABLE_GIT_INSTRUCTIONS: '1',
    GIT_CONFIG_COUNT: String(first + GIT_CONFIG.length),
    GIT_NO_LAZY_FETCH: '1'
  }
  for (const [index, [name, value]] of GIT_CONFIG.entries()) {
    hardened[`GIT_CONFIG_KEY_${first + index}`] = name
    hardened[`GIT_CONFIG_VALUE_${first + index}`] = value
  }
  return hardened
}
