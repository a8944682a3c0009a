/**
 * Claude Code at work for one session: at most one process, one turn at a time. Opened by
 * `claudeAgent.ts` for the session host; turns its calls into what the process is told, and what
 * the process says into `AgentOutput`.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { SDKUserMessage } from '@anthropic-ai/claude-agent-sdk'
import { messageOf, unreachable } from '../../../shared/errors.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { PermissionMode, TurnOutcome } from '../../../shared/session.ts'
import type { ClockTimer } from '../../clock.ts'
import type { AgentOutput, AgentPrompt, AgentRun, AgentTask } from '../port.ts'
import type { RequestAnswer, UseVerdict } from '../toolUse.ts'
import { deathFailure, startFailure } from './failures.ts'
import type { ProcessExit } from './failures.ts'
import type { Frame } from './frames.ts'
import type { HeardProcess } from './heardProcess.ts'
import { PermissionBroker } from './permissionBroker.ts'
import { ProcessChoices } from './processChoices.ts'
import { readNews } from './news.ts'
import { SessionProcess } from './sessionProcess.ts'
import { StartRefused } from './startClaude.ts'
import type { ClaudeParts } from './startClaude.ts'
import { endOf, isWork, promptProgress, promptedTurn, refusalOf, unpromptedTurn } from './turn.ts'
import type { Turn } from './turn.ts'
import { toUserMessage } from './userMessage.ts'

const INTERRUPT_LIMIT_MS = 5_000
/** A process holds about 200 MB; its session comes back by resume in half a second. */
const IDLE_LIMIT_MS = 10 * 60_000

export class ClaudeRun implements AgentRun {
  readonly #task: AgentTask
  readonly #parts: ClaudeParts
  readonly #onClosed: () => void
  readonly #broker: PermissionBroker
  readonly #process: SessionProcess
  #turn: Turn | null = null
  readonly #choices: ProcessChoices
  #isRetrying = false
  #idle: ClockTimer | null = null
  #closing: Promise<void> | null = null
  /** Sends the prompt of the running turn to a new process. */
  #beginAgain: () => void = () => undefined
  /** Closed: nothing more is told. */
  #isOver = false
  /** What starts, stops or steers the process waits for the step before it. */
  #steps: Promise<void> = Promise.resolve()

  constructor(task: AgentTask, parts: ClaudeParts, onClosed: () => void) {
    this.#task = task
    this.#parts = parts
    this.#onClosed = onClosed
    this.#choices = new ProcessChoices(task)
    this.#broker = new PermissionBroker({
      cwd: task.cwd,
      trusted: task.trusted,
      emit: (output) => this.#emit(output),
      leavePlanMode: () => this.#takeMode('default'),
      toolInput: (id) => this.#process.heard?.toolInput(id)
    })
    this.#process = new SessionProcess({
      task,
      parts,
      choices: this.#choices,
      broker: this.#broker,
      turn: () => this.#turn,
      isAtWork: () => this.#isAtWork,
      emit: (output) => this.#emit(output),
      take: (heard, frame) => this.#takeFrame(heard, frame),
      ended: (exit, stderr) => this.#onEnd(exit, stderr)
    })
  }

  prompt(prompt: AgentPrompt): void {
    if (this.#closing) return
    this.#idle?.cancel()
    const uuid = z.uuid().safeParse(prompt.id).data ?? randomUUID()
    const turn = promptedTurn(uuid)
    this.#turn = turn
    this.#process.heard?.notePrompt(uuid)
    const begin = (): void =>
      this.#step(() => this.#begin(turn, toUserMessage(prompt, uuid), prompt.resumeAt))
    this.#beginAgain = begin
    begin()
  }

  interrupt(): void {
    const turn = this.#turn
    if (!turn || turn.isInterrupting) return
    turn.isInterrupting = true
    if (turn.phase === 'starting') {
      this.#endTurn('interrupted')
      return
    }
    turn.limit = this.#parts.clock.setTimeout(() => this.#giveUp(turn), INTERRUPT_LIMIT_MS)
    // Not a step: it must not wait behind a call the process does not answer. Never rejects.
    void this.#process.claude?.interrupt()
  }

  answer(requestId: string, answer: RequestAnswer): void {
    this.#broker.answer(requestId, answer)
  }

  judge(useId: string, verdict: UseVerdict): void {
    this.#broker.judge(useId, verdict)
  }

  setPermissionMode(mode: PermissionMode): void {
    if (!this.#choices.chooseMode(mode)) return
    this.#step(async () => {
      const { claude, heard } = this.#process
      if (claude && heard) await this.#choices.tellMode(claude, heard.state, mode)
    })
  }

  setModel(model: string | null): void {
    if (model === this.#choices.model) return
    this.#choices.model = model
    this.#step(async () => {
      const { claude, heard } = this.#process
      if (heard) heard.state.model = null
      await claude?.setModel(model)
    })
  }

  setEffort(effort: string | null): void {
    if (!this.#choices.chooseEffort(effort)) return
    this.#step(() => this.#choices.tellEffort(this.#process.claude, effort))
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  /** The process goes first: a request that is withdrawn while it lives reaches the model as a refusal, and it answers. */
  async #close(): Promise<void> {
    this.#idle?.cancel()
    await this.#process.stop()
    if (this.#turn) this.#endTurn('interrupted')
    this.#broker.withdrawAll()
    this.#isOver = true
    // A start that was under way notices and ends what it started.
    await this.#steps
    this.#onClosed()
  }

  #emit(output: AgentOutput): void {
    if (!this.#isOver) this.#task.emit(output)
  }

  #step(work: () => Promise<void>): void {
    this.#steps = this.#steps.then(work).catch((error: unknown) => {
      this.#task.log.error(
        { session: this.#task.sessionId, error: messageOf(error) },
        'a step of Claude Code failed'
      )
    })
  }

  async #begin(turn: Turn, message: SDKUserMessage, resumeAt: AgentPrompt['resumeAt']): Promise<void> {
    if (this.#turn !== turn) return
    try {
      const claude = await this.#process.running(resumeAt)
      if (this.#turn !== turn) {
        // Interrupted while the process started: it waits for the next prompt.
        if (!this.#turn) this.#waitIdle()
        return
      }
      turn.phase = 'sent'
      claude.send(message)
    } catch (error) {
      if (this.#turn !== turn) return
      const failure = error instanceof StartRefused ? error.failure : startFailure(messageOf(error))
      this.#endTurn('failed', failure)
    }
  }

  /** Something of it goes on, or waits for a person, in a turn or beside it. */
  get #isAtWork(): boolean {
    const isInTurn = this.#turn !== null && this.#turn.phase !== 'starting'
    return isInTurn || this.#broker.isAsking || (this.#process.heard?.state.backgroundTasks ?? 0) > 0
  }

  /** It was asked to stop and did not: ended by force, and then the turn, as `#close` says. */
  #giveUp(turn: Turn): void {
    if (this.#turn !== turn) return
    this.#task.log.warn({ session: this.#task.sessionId }, 'Claude Code did not stop and is ended')
    const ended = this.#process.stop('kill').then(() => {
      if (this.#turn === turn) this.#endTurn('interrupted')
    })
    // The next prompt waits for this step: two processes must never write one transcript.
    this.#step(() => ended)
  }

  #onEnd(exit: ProcessExit, stderr: string): void {
    this.#broker.withdrawAll()
    const turn = this.#turn
    const facts = { session: this.#task.sessionId, code: exit.code, signal: exit.signal }
    if (!turn) {
      this.#task.log.debug(facts, 'Claude Code ended')
      return
    }
    if (!turn.isInterrupting && this.#process.endedForHooks(stderr)) {
      turn.phase = 'starting'
      this.#task.log.info(facts, 'this Claude Code cannot tell of hooks and is started without')
      this.#beginAgain()
      return
    }
    this.#task.log.warn(facts, 'Claude Code ended in the middle of a turn')
    if (turn.isInterrupting) this.#endTurn('interrupted')
    else this.#endTurn('failed', deathFailure(exit, stderr))
  }

  #takeFrame(heard: HeardProcess, frame: Frame): void {
    if (frame.type === 'command_lifecycle') heard.state.tellsLifecycle = true
    this.#followTurn(frame)
    for (const output of heard.messagesOf(frame)) this.#emit(output)
    switch (frame.type) {
      case 'stream_event':
      case 'user':
        this.#endRetry()
        return
      case 'assistant':
        this.#endRetry()
        if (this.#turn) this.#turn.refusal = refusalOf(frame) ?? this.#turn.refusal
        return
      case 'system':
        for (const output of readNews(heard.state, frame)) this.#takeNews(output)
        if (frame.subtype === 'background_tasks_changed' && !this.#turn) this.#waitIdle()
        if (frame.subtype === 'task_notification') {
          const { tool_use_id: toolUseId } = frame
          if (toolUseId !== undefined) this.#step(() => heard.readWorkflow(toolUseId))
        }
        return
      case 'result': {
        this.#step(() => heard.readWorkflowsAgain())
        const end = this.#turn && endOf(this.#turn, frame, heard.state.tellsLifecycle)
        if (!end) return
        // It has refused to start and is about to end: the next prompt must not be sent to it.
        if (end.error?.code === 'cannot_rewind') this.#step(() => this.#process.stop())
        this.#endTurn(end.outcome, end.error)
        return
      }
      case 'command_lifecycle':
      case 'conversation_reset':
      case 'rate_limit_event':
      case 'auth_status':
        return
      default:
        unreachable(frame)
    }
  }

  /** Notices when the CLI begins to work: on our prompt, or on its own when a background task ended. */
  #followTurn(frame: Frame): void {
    const turn = this.#turn
    if (!turn) {
      if (!isWork(frame)) return
      this.#idle?.cancel()
      this.#turn = unpromptedTurn()
      this.#emit({ type: 'turn_started' })
      return
    }
    const progress = promptProgress(turn, frame)
    if (progress === 'cancelled') this.#endTurn('interrupted')
    if (progress !== 'started') return
    turn.phase = 'running'
    // The interrupt came before there was anything to stop.
    if (turn.isInterrupting) void this.#process.claude?.interrupt()
  }

  /** What the process changed itself holds for the next one too. */
  #takeNews(news: AgentOutput): void {
    if (news.type === 'permission_mode_changed') {
      this.#takeMode(news.permissionMode)
      return
    }
    if (news.type === 'model_changed') this.#choices.model = news.model
    if (news.type === 'retrying') this.#isRetrying = true
    this.#emit(news)
  }

  #endTurn(outcome: TurnOutcome, error?: Failure): void {
    this.#turn?.limit?.cancel()
    this.#turn = null
    this.#process.heard?.endTurn()
    this.#broker.withdrawAll()
    this.#endRetry()
    this.#waitIdle()
    this.#emit(error ? { type: 'turn_ended', outcome, error } : { type: 'turn_ended', outcome })
  }

  #endRetry(): void {
    if (!this.#isRetrying) return
    this.#isRetrying = false
    this.#emit({ type: 'retrying', retry: null })
  }

  /** The agent's own side changed the mode. */
  #takeMode(permissionMode: PermissionMode): void {
    if (!this.#choices.chooseMode(permissionMode)) return
    this.#emit({ type: 'permission_mode_changed', permissionMode })
  }

  /** Rests the process when nothing happens for long, and nothing runs in it. */
  #waitIdle(): void {
    this.#idle?.cancel()
    this.#idle = null
    if (this.#closing || !this.#process.heard || this.#process.heard.state.backgroundTasks > 0) return
    this.#idle = this.#parts.clock
      .setTimeout(() => {
        this.#step(async () => {
          if (!this.#turn) await this.#process.stop()
        })
      }, IDLE_LIMIT_MS)
      .unref()
  }
}
