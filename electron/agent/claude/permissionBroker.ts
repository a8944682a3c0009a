/**
 * Stands between Claude Code's questions and whoever decides: tells of every tool before it is used and of every request
 * of its own, and brings back what came of it. Decides nothing. Owned by one `ClaudeRun`; `ask` is the SDK's
 * `canUseTool`, `beforeUse` its `PreToolUse` hook, which also says where a tool works.
 */
import { z } from 'zod'
import type {
  CanUseTool,
  HookCallback,
  HookJSONOutput,
  PermissionResult
} from '@anthropic-ai/claude-agent-sdk'
import type { PermissionRequest } from '../../../shared/session.ts'
import { unreachable } from '../../../shared/errors.ts'
import type { AgentOutput } from '../port.ts'
import { ruleFor } from '../permissionRule.ts'
import type { HeldBack, RequestAnswer, UseVerdict } from '../toolUse.ts'
import { askReason } from './askReason.ts'
import { factsOf } from './claudeTools.ts'
import { permissionTitle } from './permissionTitle.ts'
import { claudeToolUse } from './toolUse.ts'

export interface BrokerPorts {
  readonly cwd: string
  /** False: what the folder brings is not trusted. Absent: it is not known, and nothing is said of it. */
  readonly trusted?: boolean
  readonly emit: (output: AgentOutput) => void
  /** A plan was approved. */
  readonly leavePlanMode: () => void
  /** What the model wrote for this tool use; the CLI leaves out a plan that it wrote to a file. */
  readonly toolInput: (toolUseId: string) => unknown
}

type Question = Parameters<CanUseTool>[2] & { readonly requestId?: string }

interface Open {
  readonly toolName: string
  readonly input: Record<string, unknown>
  readonly resolve: (result: PermissionResult) => void
}

const Use = z.object({
  hook_event_name: z.literal('PreToolUse'),
  tool_name: z.string(),
  tool_input: z.unknown(),
  tool_use_id: z.string(),
  cwd: z.string(),
  permission_mode: z.string().optional()
})
type Use = z.infer<typeof Use>

/** More than are ever waiting for an answer. */
const MOST_FOLDERS = 1_000

export class PermissionBroker {
  readonly #ports: BrokerPorts
  readonly #open = new Map<string, Open>()
  /** Uses that were told of and not yet judged. */
  readonly #announced = new Map<string, (verdict: UseVerdict) => void>()
  #announcements = 0
  /** Where the tools work that may still be asked about, oldest first. */
  readonly #folders = new Map<string, string>()

  constructor(ports: BrokerPorts) {
    this.#ports = ports
  }

  readonly beforeUse: HookCallback = (input, _toolUseId, { signal }) => {
    const use = Use.safeParse(input).data
    if (use === undefined) return Promise.resolve({})
    this.#keepFolder(use)
    this.#announcements += 1
    const id = `use ${this.#announcements}`
    return new Promise((resolve) => {
      this.#announced.set(id, (verdict) => resolve(hookOutput(verdict)))
      signal.addEventListener('abort', () => this.#announced.delete(id), { once: true })
      this.#ports.emit({
        type: 'tool_announced',
        use: {
          ...claudeToolUse(use.tool_name, use.tool_input),
          id,
          // It may have entered plan mode before we hear of it.
          isPlanning: use.permission_mode === 'plan'
        }
      })
    })
  }

  /** A verdict nobody waits for changes nothing. */
  judge(id: string, verdict: UseVerdict): void {
    const resolve = this.#announced.get(id)
    this.#announced.delete(id)
    resolve?.(verdict)
  }

  readonly ask = (
    toolName: string,
    input: Record<string, unknown>,
    question: Question
  ): Promise<PermissionResult> => {
    const { signal, toolUseID } = question
    if (signal.aborted) return Promise.resolve(withdrawn())
    const id = question.requestId ?? toolUseID
    return new Promise((resolve) => {
      this.#open.set(id, { toolName, input, resolve })
      signal.addEventListener('abort', () => this.#withdraw(id), { once: true })
      // What a person remembered, or the mode, may answer before this returns.
      this.#ports.emit({
        type: 'permission_requested',
        request: this.#request(id, toolName, input, question),
        use: { ...claudeToolUse(toolName, input), isForPlanning: typeOf(question) === 'mode' }
      })
    })
  }

  /** An answer nobody waits for changes nothing. */
  answer(id: string, answer: RequestAnswer): void {
    const open = this.#take(id)
    if (!open) return
    switch (answer.behavior) {
      case 'allow':
        open.resolve(this.#allowed(open, answer.updatedInput))
        return
      case 'deny':
        open.resolve({
          behavior: 'deny',
          message: answer.message ?? 'The user does not want this. Ask what to do instead.',
          ...(answer.interrupt === true ? { interrupt: true } : null)
        })
        return
      case 'hold_back':
        open.resolve({ behavior: 'deny', message: HELD_BACK[answer.because] })
        return
      default:
        unreachable(answer)
    }
  }

  /** Whether a request waits for its answer. */
  get isAsking(): boolean {
    return this.#open.size > 0
  }

  /** The process must have ended, or have let go of them itself: it takes this for a person's refusal. */
  withdrawAll(): void {
    for (const id of this.#open.keys()) this.#withdraw(id)
  }

  #keepFolder({ tool_use_id, cwd }: Use): void {
    this.#folders.set(tool_use_id, cwd)
    const [oldest] = this.#folders.keys()
    if (this.#folders.size > MOST_FOLDERS && oldest !== undefined) this.#folders.delete(oldest)
  }

  #request(
    id: string,
    toolName: string,
    input: Record<string, unknown>,
    question: Question
  ): PermissionRequest {
    const { cwd, trusted = true } = this.#ports
    const facts = factsOf(toolName)
    const written = this.#ports.toolInput(question.toolUseID)
    const folder = this.#folders.get(question.toolUseID) ?? cwd
    const { isRememberable, ...why } = askReason(toolName, question, { cwd, folder, trusted })
    const shown = typeof written === 'object' && written !== null ? { ...written, ...input } : input
    return {
      id,
      toolName,
      input: shown,
      ...facts,
      ...permissionTitle(toolName, shown, cwd),
      rules: isRememberable ? ruleFor({ toolName, input, ...facts }) : [],
      toolUseId: question.toolUseID,
      ...why
    }
  }

  /**
   * The CLI's own suggestions are never sent back: for an edit it suggests a mode that also runs
   * shell commands unasked. What is remembered is the host's rule, which answers the next request.
   */
  #allowed(open: Open, updatedInput: Record<string, unknown> | undefined): PermissionResult {
    const input = updatedInput ?? open.input
    if (open.toolName !== 'ExitPlanMode') return { behavior: 'allow', updatedInput: input }
    this.#ports.leavePlanMode()
    return {
      behavior: 'allow',
      updatedInput: input,
      updatedPermissions: [{ type: 'setMode', mode: 'default', destination: 'session' }]
    }
  }

  #withdraw(id: string): void {
    const open = this.#take(id)
    if (!open) return
    this.#ports.emit({ type: 'permission_withdrawn', requestId: id })
    open.resolve(withdrawn())
  }

  #take(id: string): Open | undefined {
    const open = this.#open.get(id)
    this.#open.delete(id)
    return open
  }
}

/** What the model is told. */
const HELD_BACK: Readonly<Record<HeldBack['because'], string>> = {
  plan_mode:
    'Plan mode: nothing may be changed yet. Finish the plan and ask to leave plan mode with ExitPlanMode.',
  dont_ask: 'The user has chosen not to be asked, so this is not done. Go on without it.'
}

function hookOutput(verdict: UseVerdict): HookJSONOutput {
  switch (verdict.behavior) {
    case 'go_on':
      return {}
    case 'ask':
      return { hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'ask' } }
    case 'hold_back':
      return {
        hookSpecificOutput: {
          hookEventName: 'PreToolUse',
          permissionDecision: 'deny',
          permissionDecisionReason: HELD_BACK[verdict.because]
        }
      }
    default:
      return unreachable(verdict)
  }
}

function typeOf(question: Question): unknown {
  return 'decisionReasonType' in question ? question.decisionReasonType : undefined
}

function withdrawn(): PermissionResult {
  return { behavior: 'deny', message: 'The turn was stopped before this was answered.' }
}
