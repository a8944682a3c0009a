/** For the tests of the guide: one at work in a folder of its own, decided about and folded as the host does it. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { evolve, messagesOf, restingState } from '../../shared/evolve.ts'
import type { SessionState } from '../../shared/evolve.ts'
import { emptyMetadata } from '../../shared/session.ts'
import type { Attachment, PermissionMode, PermissionRequest, SessionMessage } from '../../shared/session.ts'
import type { Clock, ClockTimer } from '../../electron/clock.ts'
import { silentLog } from '../../electron/log.ts'
import type { Log } from '../../electron/log.ts'
import type { Agent, AgentOutput, AgentRun } from '../../electron/agent/port.ts'
import { createGuideAgent } from '../../electron/agent/guide/guideAgent.ts'
import { DecidesAlone } from './decidesAlone.ts'
import { sampleSession } from './sampleSession.ts'

type TurnEnded = Extract<AgentOutput, { type: 'turn_ended' }>

/** What the hand of the test clock shows, always. */
export const now = '2026-01-01T00:00:00.000Z'

/** Words follow each other at once; longer waits end only when the test says so. */
export class QuickClock implements Clock {
  readonly #held = new Map<symbol, { readonly callback: () => void; readonly ms: number }>()

  now(): Date {
    return new Date(now)
  }

  setTimeout(callback: () => void, ms: number): ClockTimer {
    const key = Symbol('timer')
    const immediate = ms <= 50 ? setImmediate(callback) : null
    if (immediate === null) this.#held.set(key, { callback, ms })
    const timer: ClockTimer = {
      cancel: () => {
        if (immediate !== null) clearImmediate(immediate)
        this.#held.delete(key)
      },
      unref: () => timer
    }
    return timer
  }

  /** Ends every wait of exactly `ms`; false when there was none. */
  elapse(ms: number): boolean {
    const due = [...this.#held].filter(([, held]) => held.ms === ms)
    for (const [key, { callback }] of due) {
      this.#held.delete(key)
      callback()
    }
    return due.length > 0
  }

  get waiting(): number {
    return this.#held.size
  }
}

/** A folder that is gone when the test is over; `files` by their path in it. */
export function projectFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'skein-guide-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), content)
  }
  return folder
}

export interface GuideSetting {
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly cwd?: string
  readonly permissionMode?: PermissionMode
  readonly log?: Log
}

export class GuideStage {
  readonly cwd: string
  readonly clock = new QuickClock()
  readonly outputs: AgentOutput[] = []
  readonly agent: Agent
  readonly run: AgentRun
  /** Called with each output before it is folded; a host that answers at once answers here. */
  onOutput: (output: AgentOutput) => void = () => undefined
  readonly #decides: DecidesAlone
  #state: SessionState
  #prompts = 0
  readonly #waiting = new Set<() => void>()

  constructor(setting: GuideSetting = {}) {
    this.cwd = setting.cwd ?? projectFolder(setting.files)
    const permissionMode = setting.permissionMode ?? 'default'
    this.#state = emptyState(permissionMode)
    let ids = 0
    this.agent = createGuideAgent({ clock: this.clock, log: silentLog, newId: () => String(++ids) })
    const { agent, cwd } = this
    this.#decides = new DecidesAlone({ loadsFolder: false, cwd, trusted: false, permissionMode })
    const run = agent.open({
      sessionId: this.#state.session.id,
      cwd,
      trusted: false,
      hasPast: () => Promise.resolve(false),
      permissionMode,
      model: null,
      emit: (output) => this.#receive(output),
      log: setting.log ?? silentLog
    })
    this.run = this.#decides.watch(run)
    onTestFinished(() => this.agent.close())
  }

  get messages(): readonly SessionMessage[] {
    return messagesOf(this.#state)
  }

  get permissionMode(): PermissionMode {
    return this.#state.session.permissionMode
  }

  get permissions(): readonly PermissionRequest[] {
    return this.#state.permissions
  }

  /** Begins a turn, as the host does: the prompt is a message first. */
  begin(text: string, attachments: readonly Attachment[] = []): void {
    this.#prompts += 1
    const id = `p${this.#prompts}`
    this.#receive({
      type: 'message_added',
      message: { id, role: 'user', content: [{ type: 'text', text }], createdAt: now, isStreaming: false }
    })
    this.run.prompt({ id, text, attachments })
  }

  /** A whole turn; resolves with how it ended. */
  async turn(text: string, attachments: readonly Attachment[] = []): Promise<TurnEnded> {
    const from = this.outputs.length
    this.begin(text, attachments)
    return this.ended(from)
  }

  /** Resolves with the end of the turn that runs. */
  async ended(from = this.outputs.findLastIndex(isPromptOutput)): Promise<TurnEnded> {
    return this.until((output): output is TurnEnded => output.type === 'turn_ended', from)
  }

  /** Resolves with the question, once it is asked. */
  async question(): Promise<PermissionRequest> {
    const from = this.outputs.findLastIndex(isPromptOutput)
    const asked = await this.until(
      (output): output is Extract<AgentOutput, { type: 'permission_requested' }> =>
        output.type === 'permission_requested',
      from
    )
    return asked.request
  }

  /** Resolves with the first output since `from` that passes. */
  until<T extends AgentOutput>(passes: (output: AgentOutput) => output is T, from = 0): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        for (const output of this.outputs.slice(from)) {
          if (!passes(output)) continue
          this.#waiting.delete(look)
          resolve(output)
          return
        }
      }
      this.#waiting.add(look)
      look()
    })
  }

  #receive(output: AgentOutput): void {
    if (!this.#decides.take(output)) return
    this.onOutput(output)
    this.outputs.push(output)
    this.#state = folded(this.#state, output)
    for (const look of this.#waiting) look()
  }
}

/** The text of each message after the prompt, one line a block: enough where ids do not matter. */
export function told(messages: readonly SessionMessage[]): string[] {
  return messages.slice(1).flatMap(({ role, content }) =>
    content.map((block) => {
      switch (block.type) {
        case 'text':
          return `${role}: ${block.text}`
        case 'tool_use':
          return `${block.name} ${JSON.stringify(block.input)}`
        case 'tool_result':
          return `${block.is_error ? 'error' : 'result'}: ${typeof block.content === 'string' ? block.content : JSON.stringify(block.content)}`
        default:
          return `${role}: a block of type ${block.type}`
      }
    })
  )
}

function isPromptOutput(output: AgentOutput): boolean {
  return output.type === 'message_added' && /^p\d+$/.test(output.message.id)
}

function folded(state: SessionState, output: AgentOutput): SessionState {
  switch (output.type) {
    case 'message_added':
    case 'stream_output':
    case 'permission_requested':
      return evolve(state, output)
    case 'permission_withdrawn':
      return evolve(state, { type: 'permission_settled', requestId: output.requestId, outcome: 'cancelled' })
    case 'permission_mode_changed':
      return evolve(state, {
        type: 'session_updated',
        session: { ...state.session, permissionMode: output.permissionMode }
      })
    case 'turn_ended':
      return evolve(state, { ...output, type: 'message_complete', metadata: emptyMetadata })
    default:
      throw new Error(`the guide does not say ${output.type}`)
  }
}

function emptyState(permissionMode: PermissionMode): SessionState {
  return restingState({ ...sampleSession, permissionMode, createdAt: now, updatedAt: now, state: 'running' })
}
