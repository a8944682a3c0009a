/**
 * Stands before every tool Claude Code uses, those it would not ask about included. Owned by one `ClaudeRun`;
 * `beforeUse` is the SDK's `PreToolUse` hook, which also says where the tool works.
 */
import { z } from 'zod'
import type { HookCallback, HookJSONOutput } from '@anthropic-ai/claude-agent-sdk'
import type { PermissionMode } from '../../../shared/session.ts'
import { IN_PLAN_MODE, isCheckedInPlanMode, isIsolated } from './planMode.ts'

const Use = z.object({
  hook_event_name: z.literal('PreToolUse'),
  tool_name: z.string(),
  tool_input: z.unknown(),
  tool_use_id: z.string(),
  cwd: z.string(),
  permission_mode: z.string().optional()
})
type Use = z.infer<typeof Use>

/** Claude Code makes branches, folders and timetables without asking: git runs what the folder tells it to. */
export const MAKES_UNASKED: ReadonlySet<string> = new Set(['CronCreate', 'EnterWorktree', 'ExitWorktree'])

/** More than are ever waiting for an answer. */
const MOST_FOLDERS = 1_000

const goOn: HookJSONOutput = {}

export class ToolGate {
  readonly #mode: () => PermissionMode
  /** Where the tools work that may still be asked about, oldest first. */
  readonly #folders = new Map<string, string>()

  constructor(mode: () => PermissionMode) {
    this.#mode = mode
  }

  readonly beforeUse: HookCallback = (input) => {
    const use = Use.safeParse(input).data
    if (use === undefined) return Promise.resolve(goOn)
    this.#keepFolder(use)
    return Promise.resolve(this.#verdict(use))
  }

  /** The folder this tool use works in; undefined when that was not told. */
  folderOf(toolUseId: string): string | undefined {
    return this.#folders.get(toolUseId)
  }

  /** Claude Code may have entered plan mode before we hear of it. */
  #verdict({ tool_name, tool_input, permission_mode }: Use): HookJSONOutput {
    const mode = permission_mode === 'plan' ? 'plan' : this.#mode()
    switch (mode) {
      case 'plan':
        return isCheckedInPlanMode(tool_name, tool_input) ? goOn : decided('deny', IN_PLAN_MODE)
      case 'bypassPermissions':
        return goOn
      default:
        return MAKES_UNASKED.has(tool_name) || isIsolated(tool_input) ? decided('ask') : goOn
    }
  }

  #keepFolder({ tool_use_id, cwd }: Use): void {
    this.#folders.set(tool_use_id, cwd)
    const [oldest] = this.#folders.keys()
    if (this.#folders.size > MOST_FOLDERS && oldest !== undefined) this.#folders.delete(oldest)
  }
}

function decided(permissionDecision: 'ask' | 'deny', reason?: string): HookJSONOutput {
  return {
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      permissionDecision,
      ...(reason === undefined ? null : { permissionDecisionReason: reason })
    }
  }
}
