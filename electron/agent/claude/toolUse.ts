/**
 * What each tool of Claude Code may come to, by its name and input. Lists of what is harmless, so that a tool nobody has
 * heard of is none of it. Pure. Told with every use by `PermissionBroker`; whether it may be used is decided elsewhere.
 */
import { z } from 'zod'
import type { ToolUse } from '../toolUse.ts'
import { factsOf } from './claudeTools.ts'

/** They look, ask, or keep a list of their own; what a subagent does is told again. */
const LOOKING: ReadonlySet<string> = new Set([
  'Agent',
  'AskUserQuestion',
  'BashOutput',
  'CronList',
  'EnterPlanMode',
  'ExitPlanMode',
  'Glob',
  'Grep',
  'LS',
  'ListAgents',
  'ListMcpResourcesTool',
  'NotebookRead',
  'Read',
  'ReadMcpResourceTool',
  'ReportFindings',
  'Task',
  'TaskCreate',
  'TaskGet',
  'TaskList',
  'TaskOutput',
  'TaskUpdate',
  'TodoRead',
  'TodoWrite',
  'ToolSearch',
  'WebFetch',
  'WebSearch'
])

/**
 * While a plan is made Claude Code itself lets through what only looks (`ls`, its own plan file, a skill that brings
 * nothing) and asks about the rest.
 */
const LOOKED_AT_BY_CLAUDE: ReadonlySet<string> = new Set([
  'Bash',
  'Edit',
  'MultiEdit',
  'NotebookEdit',
  'PowerShell',
  'Skill',
  'Write'
])

/** Claude Code makes branches, folders and timetables without asking: git runs what the folder tells it to. */
export const MAKES_UNASKED: ReadonlySet<string> = new Set(['CronCreate', 'EnterWorktree', 'ExitWorktree'])

/** Tools that start no program of the folder, whatever they are told. */
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

/** Start a subagent, whose own tools are told in turn, or load a text. */
const RUN_WHAT_THEY_ARE_TOLD: ReadonlySet<string> = new Set(['Agent', 'Skill', 'Task'])

/**
 * They run programs, and with them what the folder says. Named once more in the settings of a process for an untrusted
 * folder, where they hold in every permission mode and in programs that know no hooks.
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

const IsolatedInput = z.object({ isolation: z.unknown().refine((isolation) => isolation !== undefined) })
const CommandInput = z.object({ command: z.string() })

export function claudeToolUse(toolName: string, input: unknown): ToolUse {
  const isIsolated = IsolatedInput.safeParse(input).success
  return {
    kind: factsOf(toolName).kind ?? 'other',
    reach: reachOf(toolName, input, isIsolated),
    couldRun: couldRun(toolName, isIsolated),
    // A subagent of its own worktree: that makes a folder and a branch.
    lasts: MAKES_UNASKED.has(toolName) || isIsolated,
    judgedBy: 'agent'
  }
}

function reachOf(toolName: string, input: unknown, isIsolated: boolean): ToolUse['reach'] {
  if (LOOKING.has(toolName) && !isIsolated) return 'nothing'
  if (isPlainLook(toolName, input)) return 'look'
  return LOOKED_AT_BY_CLAUDE.has(toolName) ? 'checked' : 'anything'
}

function couldRun(toolName: string, isIsolated: boolean): boolean {
  if (RUN_NOTHING.has(toolName)) return false
  // A worktree of its own is checked out, by the folder's filters.
  return !RUN_WHAT_THEY_ARE_TOLD.has(toolName) || isIsolated
}

/** One program that only looks and runs nothing of the folder, without anything a shell would make of its words. */
function isPlainLook(toolName: string, input: unknown): boolean {
  const command = toolName === 'Bash' ? CommandInput.safeParse(input).data?.command : undefined
  return (
    command !== undefined && /^(?:ls|pwd|cat|head|tail|wc|grep|stat|du)(?: [\w./,:=@%+-]+)*$/.test(command)
  )
}
