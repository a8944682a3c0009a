/**
 * The agent at work for one live session: at most one run at a time. A run that was dismissed ends on its
 * own time, and the prompt that comes meanwhile waits: two must never write one transcript. Owned by
 * `SessionHost`.
 */
import { messageOf } from '../../../shared/errors.ts'
import type { PermissionMode } from '../../../shared/session.ts'
import type { Agent, AgentOutput, AgentPrompt, AgentRun, AgentTask } from '../../agent/port.ts'
import type { RequestAnswer, UseVerdict } from '../../agent/toolUse.ts'

export interface AgentRunnerOptions {
  readonly agent: Agent
  readonly task: Omit<AgentTask, 'emit' | 'permissionMode' | 'model' | 'effort' | 'trusted'>
  /** What a person chose, asked when a run begins. */
  readonly choices: () => Pick<AgentTask, 'permissionMode' | 'model' | 'effort'>
  /** Whether the person trusts the folder now. A run that was begun under another answer takes no further prompt. */
  readonly isTrusted: () => boolean
  readonly emit: (output: AgentOutput) => void
}

export class AgentRunner {
  readonly #options: AgentRunnerOptions
  #run: AgentRun | null = null
  /** What the run was begun with. */
  #runTrusts = false
  /** Resolves when the run that was dismissed is gone; null when none is going. Never rejects. */
  #leaving: Promise<void> | null = null
  #waiting: AgentPrompt | null = null

  constructor(options: AgentRunnerOptions) {
    this.#options = options
  }

  prompt(prompt: AgentPrompt): void {
    this.#dismissOutdated()
    if (this.#leaving !== null) this.#waiting = prompt
    else this.#taken().prompt(prompt)
  }

  interrupt(): void {
    if (this.#waiting === null) {
      this.#run?.interrupt()
      return
    }
    this.#waiting = null
    this.#options.emit({ type: 'turn_ended', outcome: 'interrupted' })
  }

  answer(requestId: string, answer: RequestAnswer): void {
    this.#run?.answer(requestId, answer)
  }

  judge(useId: string, verdict: UseVerdict): void {
    this.#run?.judge?.(useId, verdict)
  }

  /** Whether what the folder brings may be run: it was trusted when the run began, and is now; or that is all the same to the agent. */
  get isTrusted(): boolean {
    const { agent, isTrusted } = this.#options
    return agent.loadsFolder !== true || (this.#runTrusts && isTrusted())
  }

  /** Whether a run takes the next prompt that remembers those before it. */
  get isAtWork(): boolean {
    return this.#run !== null
  }

  setPermissionMode(mode: PermissionMode): void {
    this.#run?.setPermissionMode(mode)
  }

  setModel(model: string | null): void {
    this.#run?.setModel(model)
  }

  setEffort(effort: string | null): void {
    this.#run?.setEffort?.(effort)
  }

  /** Ends the run; what it still says is not heard. The next prompt begins another one. */
  dismiss(): void {
    const run = this.#run
    if (run === null) return
    this.#run = null
    this.#leaving = this.#leave(run)
  }

  #dismissOutdated(): void {
    if (this.#run !== null && this.#runTrusts !== this.#options.isTrusted()) this.dismiss()
  }

  async close(): Promise<void> {
    this.#waiting = null
    await this.#leaving
    await this.#run?.close()
  }

  async #leave(run: AgentRun): Promise<void> {
    const { task } = this.#options
    try {
      await run.close()
    } catch (error) {
      task.log.error({ session: task.sessionId, error: messageOf(error) }, 'an agent did not end cleanly')
    }
    this.#leaving = null
    const waiting = this.#waiting
    this.#waiting = null
    if (waiting !== null) this.#taken().prompt(waiting)
  }

  #taken(): AgentRun {
    if (this.#run !== null) return this.#run
    const { agent, task, choices, isTrusted, emit } = this.#options
    const trusted = isTrusted()
    const run: AgentRun = agent.open({
      ...task,
      ...choices(),
      trusted,
      emit: (output) => {
        if (this.#run !== run) return
        // It would begin a turn of its own when something it left running has ended.
        if (output.type === 'turn_ended') this.#dismissOutdated()
        emit(output)
      }
    })
    this.#run = run
    this.#runTrusts = trusted
    return run
  }
}
