/**
 * The guide at work for one session: one turn at a time, and the way to stop it. Made by `createGuideAgent`, driven by
 * the session host. Remembers nothing between turns.
 */
import { messageOf } from '../../../shared/errors.ts'
import type { PermissionMode } from '../../../shared/session.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import { ourFailure } from '../../ourFailure.ts'
import type { Clock } from '../../clock.ts'
import type { AgentPrompt, AgentRun, AgentTask } from '../port.ts'
import type { ProcessLedger } from '../processLedger.ts'
import type { RequestAnswer } from '../toolUse.ts'
import { GuideWriter } from './guideWriter.ts'
import { PermissionBroker } from './permissionBroker.ts'
import type { TurnResult } from './turnResult.ts'

export interface GuideParts {
  readonly clock: Clock
  readonly newId: () => string
  /** In which the guide speaks, asked at each turn. */
  readonly language: () => LanguageCode
  /** Where the processes of its commands are written down; null: nowhere. */
  readonly ledger: ProcessLedger | null
  readonly onClosed: (run: AgentRun) => void
}

interface Turn {
  readonly stop: AbortController
  /** Resolves when its end has been told. Never rejects. */
  readonly over: Promise<void>
}

export class GuideRun implements AgentRun {
  readonly #task: AgentTask
  readonly #parts: GuideParts
  readonly #broker: PermissionBroker
  #mode: PermissionMode
  #turn: Turn | null = null
  #closing: Promise<void> | null = null

  constructor(task: AgentTask, parts: GuideParts) {
    this.#task = task
    this.#parts = parts
    this.#broker = new PermissionBroker(task.emit)
    this.#mode = task.permissionMode
  }

  prompt(prompt: AgentPrompt): void {
    if (this.#closing) return
    if (this.#turn) {
      this.#task.log.error(
        { session: this.#task.sessionId },
        'the guide was prompted in the middle of a turn'
      )
      return
    }
    const stop = new AbortController()
    this.#turn = { stop, over: this.#take(prompt, stop.signal) }
  }

  interrupt(): void {
    this.#turn?.stop.abort()
  }

  answer(requestId: string, answer: RequestAnswer): void {
    this.#broker.answer(requestId, answer)
  }

  /** What it allows is decided elsewhere; kept to know whether a plan ends. */
  setPermissionMode(mode: PermissionMode): void {
    this.#mode = mode
  }

  /** There is no model to choose. */
  setModel(): void {
    return undefined
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.interrupt()
    await this.#turn?.over
    this.#parts.onClosed(this)
  }

  async #take(prompt: AgentPrompt, signal: AbortSignal): Promise<void> {
    const { clock, newId, language, ledger } = this.#parts
    const emit = this.#task.emit
    const writer = new GuideWriter({ emit, clock, newId, signal })
    let result: TurnResult
    try {
      // Loaded with the first turn: a start does without.
      const [{ takeTurn }, { guideWords }] = await Promise.all([
        import('./guideTurn.ts'),
        import('./words/words.ts')
      ])
      result = await takeTurn(prompt, {
        cwd: this.#task.cwd,
        clock,
        writer,
        words: guideWords(language()),
        signal,
        leavePlanMode: () => this.#leavePlanMode(),
        newId,
        ...(ledger === null ? null : { keptFor: { ledger, sessionId: this.#task.sessionId } }),
        ask: (request) => this.#broker.ask(request, signal)
      })
    } catch (error) {
      result = signal.aborted ? { outcome: 'interrupted' } : this.#failed(error)
    }
    if (result.outcome === 'interrupted') writer.interrupted()
    // Whoever hears of the end may send the next prompt at once.
    this.#turn = null
    emit({ type: 'turn_ended', ...result })
  }

  #leavePlanMode(): void {
    if (this.#mode !== 'plan') return
    this.#mode = 'default'
    this.#task.emit({ type: 'permission_mode_changed', permissionMode: 'default' })
  }

  #failed(error: unknown): TurnResult {
    this.#task.log.error(
      { session: this.#task.sessionId, error: messageOf(error) },
      'a turn of the guide failed'
    )
    return { outcome: 'failed', error: ourFailure('guide_failed', { reason: messageOf(error) }) }
  }
}
