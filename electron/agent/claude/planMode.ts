/**
 * What Claude Code may do while a plan is made: a list of what looks or asks, so that a tool nobody has heard of
 * is denied. Pure. Used by `ToolGate`, before a tool is used, and by `PermissionDesk`, when it is asked about.
 */
import { z } from 'zod'

export const IN_PLAN_MODE =
  'Plan mode: nothing may be changed yet. Finish the plan and ask to leave plan mode with ExitPlanMode.'

/** They look, ask, or keep a list of their own; what a subagent does is checked again. */
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
 * Claude Code itself lets through what only looks (`ls`, its own plan file, a skill that brings nothing) and asks
 * about the rest, which is then denied.
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

const IsolatedInput = z.object({ isolation: z.unknown().refine((isolation) => isolation !== undefined) })
const CommandInput = z.object({ command: z.string() })

/** Nothing it does can change anything. */
export function looksInPlanMode(toolName: string, input: unknown): boolean {
  return LOOKING.has(toolName) && !isIsolated(input)
}

/** It may be brought before Claude Code's own checks. */
export function isCheckedInPlanMode(toolName: string, input: unknown): boolean {
  return looksInPlanMode(toolName, input) || LOOKED_AT_BY_CLAUDE.has(toolName)
}

/** A subagent of its own worktree: that makes a folder and a branch. */
export function isIsolated(input: unknown): boolean {
  return IsolatedInput.safeParse(input).success
}

/**
 * One program that only looks and runs nothing of the folder, without anything a shell would make of its words. In
 * a folder that is not trusted every command is asked about; these are asked while a plan is made, the others denied.
 */
export function isPlainLook(toolName: string, input: unknown): boolean {
  const command = toolName === 'Bash' ? CommandInput.safeParse(input).data?.command : undefined
  return (
    command !== undefined && /^(?:ls|pwd|cat|head|tail|wc|grep|stat|du)(?: [\w./,:=@%+-]+)*$/.test(command)
  )
}
