/**
 * The questions Claude Code asks before it uses a tool, and the answers on their way back. Owned
 * by one `ClaudeRun`; `ask` is the SDK's `canUseTool`.
 */
import type { CanUseTool, PermissionResult } from '@anthropic-ai/claude-agent-sdk'
import type { PermissionAnswer, PermissionMode, PermissionRequest } from '../../../shared/session.ts'
import { unreachable } from '../../../shared/errors.ts'
import type { AgentOutput } from '../port.ts'
import { ruleFor } from '../permissionRule.ts'
import { askReason } from './askReason.ts'
import { permissionTitle } from './permissionTitle.ts'
import { IN_PLAN_MODE, isPlainLook, looksInPlanMode } from './planMode.ts'

export interface DeskPorts {
  readonly cwd: string
  /** False: what the folder brings is not trusted. Absent: it is not known, and nothing is said of it. */
  readonly trusted?: boolean
  readonly emit: (output: AgentOutput) => void
  readonly mode: () => PermissionMode
  /** A plan was approved. */
  readonly leavePlanMode: () => void
  /** What the model wrote for this tool use; the CLI leaves out a plan that it wrote to a file. */
  readonly toolInput: (toolUseId: string) => unknown
  /** Where this tool use works, if that was told. */
  readonly folderOf?: (toolUseId: string) => string | undefined
}

type Question = Parameters<CanUseTool>[2] & { readonly requestId?: string }

interface Open {
  readonly toolName: string
  readonly input: Record<string, unknown>
  readonly resolve: (result: PermissionResult) => void
}

export class PermissionDesk {
  readonly #ports: DeskPorts
  readonly #open = new Map<string, Open>()

  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  readonly ask = (
    toolName: string,
    input: Record<string, unknown>,
    question: Question
  ): Promise<PermissionResult> => {
    const { signal, toolUseID } = question
    if (signal.aborted) return Promise.resolve(withdrawn())
    if (this.#ports.mode() === 'plan' && !this.#mayAskInPlanMode(toolName, input, question)) {
      return Promise.resolve({ behavior: 'deny', message: IN_PLAN_MODE })
    }
    const id = question.requestId ?? toolUseID
    return new Promise((resolve) => {
      this.#open.set(id, { toolName, input, resolve })
      signal.addEventListener('abort', () => this.#withdraw(id), { once: true })
      this.#ports.emit({
        type: 'permission_requested',
        request: this.#request(id, toolName, input, question)
      })
    })
  }

  /** An answer nobody waits for changes nothing. */
  answer(id: string, answer: PermissionAnswer): void {
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

  /** Where nobody trusts the folder a plain look is asked about for that alone, like every command; nothing else is. */
  #mayAskInPlanMode(toolName: string, input: unknown, question: Question): boolean {
    if (toolName === 'ExitPlanMode' || toolName === 'AskUserQuestion') return true
    if (typeOf(question) === 'mode') return false
    return looksInPlanMode(toolName, input) || (this.#ports.trusted === false && isPlainLook(toolName, input))
  }

  #request(
    id: string,
    toolName: string,
    input: Record<string, unknown>,
    question: Question
  ): PermissionRequest {
    const { cwd, trusted = true } = this.#ports
    const written = this.#ports.toolInput(question.toolUseID)
    const folder = this.#ports.folderOf?.(question.toolUseID) ?? cwd
    const { isRememberable, ...why } = askReason(toolName, question, { cwd, folder, trusted })
    const shown = typeof written === 'object' && written !== null ? { ...written, ...input } : input
    return {
      id,
      toolName,
      input: shown,
      ...permissionTitle(toolName, shown, cwd),
      rules: isRememberable ? ruleFor(toolName, input) : [],
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

function typeOf(question: Question): unknown {
  return 'decisionReasonType' in question ? question.decisionReasonType : undefined
}

function withdrawn(): PermissionResult {
  return { behavior: 'deny', message: 'The turn was stopped before this was answered.' }
}
