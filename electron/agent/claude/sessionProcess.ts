/**
 * The process that works for one session: at most one, started when it is needed, ended when another one is, with what is
 * heard of it. Owned by `ClaudeRun`, which says what it is told and what becomes of what it says.
 */
import type { AgentOutput, AgentPrompt, AgentTask } from '../port.ts'
import type { ClaudeProcess } from './claudeProcess.ts'
import { cannotForgetAll } from './failures.ts'
import type { ProcessExit } from './failures.ts'
import type { Frame } from './frames.ts'
import { HeardProcess } from './heardProcess.ts'
import type { PermissionBroker } from './permissionBroker.ts'
import type { ProcessChoices } from './processChoices.ts'
import { StartRefused, startClaude } from './startClaude.ts'
import type { ClaudeParts } from './startClaude.ts'
import type { Turn } from './turn.ts'

/** What older versions of the CLI say when they are asked to tell of hooks. */
const HOOKS_UNKNOWN = '--include-hook-events'

export interface SessionProcessOptions {
  readonly task: AgentTask
  readonly parts: ClaudeParts
  readonly choices: ProcessChoices
  readonly broker: Pick<PermissionBroker, 'ask' | 'beforeUse'>
  /** The turn that runs now. */
  readonly turn: () => Turn | null
  /** Something of it goes on, or waits for a person: it is not left to its work when it is stopped. */
  readonly isAtWork: () => boolean
  readonly emit: (output: AgentOutput) => void
  readonly take: (heard: HeardProcess, frame: Frame) => void
  /** It has ended by itself, and is forgotten already. */
  readonly ended: (exit: ProcessExit, stderr: string) => void
}

export class SessionProcess {
  readonly #options: SessionProcessOptions
  #claude: ClaudeProcess | null = null
  #heard: HeardProcess | null = null
  /** Whether the program that is used can tell of hooks: assumed until it ends because it was asked to. */
  #tellsHooks = true

  constructor(options: SessionProcessOptions) {
    this.#options = options
  }

  /** Null while none runs, also while one starts. */
  get claude(): ClaudeProcess | null {
    return this.#claude
  }

  /** Null while none runs or starts. */
  get heard(): HeardProcess | null {
    return this.#heard
  }

  /**
   * One that is as it was chosen. `resumeAt`: as in `AgentPrompt`; a process that runs remembers what is to be forgotten,
   * so it is ended. Rejects with `StartRefused`, or with what kept it from starting.
   */
  async running(resumeAt: AgentPrompt['resumeAt']): Promise<ClaudeProcess> {
    const { task, parts, choices } = this.#options
    if (resumeAt === null && (await task.hasPast())) throw new StartRefused(cannotForgetAll())
    const hasOtherKeys = await choices.takeKeys(parts.secrets)
    const isOutdated = this.#claude && (hasOtherKeys || !choices.areOf(this.#claude))
    if (resumeAt !== undefined || isOutdated) await this.stop()
    this.#claude ??= await this.#start(resumeAt ?? null)
    return this.#claude
  }

  /** Ends the process; what it still says is not heard. One at work is not left to its work. */
  async stop(
    how: 'close' | 'terminate' | 'kill' = this.#options.isAtWork() ? 'terminate' : 'close'
  ): Promise<void> {
    const claude = this.#claude
    this.#forget()
    await claude?.[how]()
  }

  /** Whether it ended because it was asked to tell of hooks: the next one is not. */
  endedForHooks(stderr: string): boolean {
    if (!this.#tellsHooks || !stderr.includes(HOOKS_UNKNOWN)) return false
    this.#tellsHooks = false
    return true
  }

  async #start(resumeAt: string | null): Promise<ClaudeProcess> {
    const { task, parts, choices, broker, turn, emit, take, ended } = this.#options
    const { permissionMode, effort } = choices.forStart()
    const heard = new HeardProcess({
      task,
      parts,
      startedMode: permissionMode,
      tellsHooks: this.#tellsHooks,
      turn,
      isOver: () => this.#heard !== heard,
      emit,
      take: (frame) => take(heard, frame)
    })
    const promptId = turn()?.promptId ?? null
    if (promptId !== null) heard.notePrompt(promptId)
    this.#heard = heard
    await heard.listen()
    const claude = await startClaude(task, parts, {
      permissionMode,
      resumeAt,
      model: choices.model,
      effort,
      canUseTool: broker.ask,
      beforeToolUse: broker.beforeUse,
      tellsHooks: this.#tellsHooks,
      onFrame: (raw) => (this.#heard === heard ? heard.read(raw) : undefined),
      onEnd: (exit, stderr) => {
        if (this.#heard !== heard) return
        this.#forget()
        ended(exit, stderr)
      }
    })
    if (this.#heard === heard) return claude
    await claude.close()
    throw new Error('It ended while it started.')
  }

  #forget(): void {
    this.#claude = null
    this.#heard = null
  }
}
