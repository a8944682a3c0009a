/**
 * The guide at work for one session: one turn at a time, the question it waits with, and the way to
 * stop it. Made by `createGuideAgent`, driven by the session host. Remembers nothing between turns.
 */
import { messageOf } from '../../../shared/errors.ts'
import type { PermissionAnswer, PermissionMode, PermissionRequest } from '../../../shared/session.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import type { Clock } from '../../clock.ts'
import type { AgentPrompt, AgentRun, AgentTask } from '../port.ts'
import type { ProcessLedger } from '../processLedger.ts'
import { GuideVoice } from './guideVoice.ts'
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

interface Question {
  readonly id: string
  readonly resolve: (answer: PermissionAnswer) => void
}

export class GuideRun implements AgentRun {
  readonly #task: AgentTask
  readonly #parts: GuideParts
  #mode: PermissionMode
  #turn: Turn | null = null
  #question: Question | null = null
  #closing: Promise<void> | null = null

  constructor(task: AgentTask, parts: GuideParts) {
    this.#task = task
    this.#parts = parts
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

  /** An answer nobody waits for changes nothing. */
  answer(requestId: string, answer: PermissionAnswer): void {
    if (this.#question?.id !== requestId) return
    const { resolve } = this.#question
    this.#question = null
    resolve(answer)
  }

  /** Holds from the next tool use on; a question that is open stays open. */
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
    const voice = new GuideVoice({ emit, clock, newId, signal })
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
        voice,
        words: guideWords(language()),
        signal,
        mode: () => this.#mode,
        leavePlanMode: () => this.#leavePlanMode(),
        newId,
        ...(ledger === null ? null : { keptFor: { ledger, sessionId: this.#task.sessionId } }),
        ask: (request) => this.#ask(request, signal)
      })
    } catch (error) {
      result = signal.aborted ? { outcome: 'interrupted' } : this.#failed(error)
    }
    if (result.outcome === 'interrupted') voice.interrupted()
    // Whoever hears of the end may send the next prompt at once.
    this.#turn = null
    emit({ type: 'turn_ended', ...result })
  }

  #leavePlanMode(): void {
    if (this.#mode !== 'plan') return
    this.#mode = 'default'
    this.#task.emit({ type: 'permission_mode_changed', permissionMode: 'default' })
  }

  #ask(request: PermissionRequest, signal: AbortSignal): Promise<PermissionAnswer> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#question = null
        this.#task.emit({ type: 'permission_withdrawn', requestId: request.id })
        reject(signal.reason)
      }
      this.#question = {
        id: request.id,
        resolve: (answer) => {
          signal.removeEventListener('abort', onAbort)
          resolve(answer)
        }
      }
      signal.addEventListener('abort', onAbort, { once: true })
      // A saved rule may answer before this returns.
      this.#task.emit({ type: 'permission_requested', request })
    })
  }

  #failed(error: unknown): TurnResult {
    this.#task.log.error(
      { session: this.#task.sessionId, error: messageOf(error) },
      'a turn of the guide failed'
    )
    return {
      outcome: 'failed',
      error: {
        code: 'guide_failed',
        message: `The guide could not finish this turn (${messageOf(error)}). Send the message again to retry.`,
        parameters: { reason: messageOf(error) }
      }
    }
  }
}
