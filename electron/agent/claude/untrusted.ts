/**
 * How Claude Code is run in a folder nobody trusts: nothing of the folder is loaded, and nothing that could run a
 * program of it is done unasked. Left alone it relies on a question of trust that its own terminal asks: what it takes
 * for harmless (`git status`, `git diff`) runs programs that the folder's configuration names. Called by
 * `claudeProcess.ts` and `startClaude.ts`. Pure.
 */
import type { HookCallback, Options } from '@anthropic-ai/claude-agent-sdk'

/**
 * Tools that start no program of the folder, whatever they are told. Whether one of them asks is for the permission
 * mode to say. Any other tool asks, also one that does not exist yet.
 */
const RUN_NOTHING: ReadonlySet<string> = new Set([
  'AskUserQuestion',
  'CronCreate',
  'CronDelete',
  'CronList',
  'Edit',
  'EnterPlanMode',
  'ExitPlanMode',
  'Glob',
  'Grep',
  'LS',
  'ListAgents',
  'MultiEdit',
  'NotebookEdit',
  'NotebookRead',
  'Read',
  'ReportFindings',
  'ScheduleWakeup',
  'SendMessage',
  'SubagentHandback',
  'TaskCreate',
  'TaskGet',
  'TaskList',
  'TaskOutput',
  'TaskStop',
  'TaskUpdate',
  'TodoWrite',
  'ToolSearch',
  'WebFetch',
  'WebSearch',
  'Write'
])

/** Start a subagent, whose own tools ask in turn, or load a text. */
const RUN_WHAT_THEY_ARE_TOLD: ReadonlySet<string> = new Set(['Agent', 'Skill', 'Task'])

/**
 * They run programs, and with them what the folder says. Named once more in the settings, where they hold in every
 * permission mode and in programs that know no hooks.
 */
export const COMMAND_TOOLS: readonly string[] = [
  'Bash',
  'PowerShell',
  'Monitor',
  'REPL',
  'LSP',
  'Workflow',
  'EnterWorktree',
  'ExitWorktree'
]

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
    },
    hooks: { PreToolUse: [{ hooks: [askWhatRuns] }] }
  } satisfies Options
}

/** Whether this use of a tool could run a program of the folder. */
export function couldRun(toolName: string, input: unknown): boolean {
  if (RUN_NOTHING.has(toolName)) return false
  if (!RUN_WHAT_THEY_ARE_TOLD.has(toolName)) return true
  // A worktree of its own is checked out, by the folder's filters.
  return typeof input === 'object' && input !== null && 'isolation' in input && input.isolation !== undefined
}

const askWhatRuns: HookCallback = (input) => {
  if (input.hook_event_name !== 'PreToolUse' || !couldRun(input.tool_name, input.tool_input)) {
    return Promise.resolve({})
  }
  return Promise.resolve({
    hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'ask' }
  })
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
