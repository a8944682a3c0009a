/**
 * One live session: its state, its numbered events, the windows that watch it and the agent that
 * works for it. Everything that changes a session passes through here, one command at a time:
 * decide → fold → number → journal → send → and only then the work outside.
 *
 * Opened and closed by `SessionCatalog`; watched by the session socket.
 */
import { codeOf, messageOf, unreachable } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import { SessionEvent } from '../../shared/events.ts'
import type { BlockGrown } from '../../shared/events.ts'
import { evolve, messagesOf } from '../../shared/evolve.ts'
import type { SessionState } from '../../shared/evolve.ts'
import type { Ack, ClientCommand, Cursor, Snapshot } from '../../shared/protocol.ts'
import type { PermissionRule, SessionMessage, SessionMetadata, TurnOutcome } from '../../shared/session.ts'
import type { Agent, AgentOutput, AgentRun, AgentTask } from '../agent/port.ts'
import type { Clock, ClockTimer } from '../clock.ts'
import type { Log } from '../log.ts'
import { decide } from './decide.ts'
import type { Effect, SessionChanges, SessionCommand } from './decide.ts'
import { DeltaPace } from './deltaPace.ts'
import type { Journal } from './journal.ts'
import { FrameRing } from './ring.ts'

/** Messages a snapshot holds; older ones are a page away. */
const snapshotMessages = 200
/** Commands remembered so that one sent twice is carried out once. */
const rememberedCommands = 10_000

/** Begins a cursor for the page before a message that is known by its id alone; read by `messagePages.ts`. */
export const cursorPrefix = 'message:'

/** A window's end of the session. Must not throw. */
export interface Subscriber {
  deliver(frame: string): void
  /** True while frames wait to be written to it. */
  isBehind(): boolean
  /** The session is gone (deleted, or the server closes): no frame follows. */
  end(reason: 'removed' | 'closing'): void
}

export interface FinishedTurn {
  readonly outcome: TurnOutcome
  /** What the turn added, oldest first, nothing in it streaming. */
  readonly messages: readonly SessionMessage[]
  /** The message before the turn, null when the turn began the session. */
  readonly after: string | null
}

/** What the host has done for it at the rim. Nothing here may throw unless said. */
export interface HostPorts {
  readonly clock: Clock
  readonly log: Log
  readonly newId: () => string
  /** Messages that will not change any more, in order. */
  keep(messages: readonly SessionMessage[]): void
  /** Brings transcript and database up to date with a finished turn; rejects when it could not. */
  account(turn: FinishedTurn): Promise<SessionMetadata>
  save(changes: SessionChanges, by: 'user' | 'agent'): void
  isAllowed(toolName: string, input: unknown): boolean
  remember(scope: 'session' | 'project', rules: readonly PermissionRule[]): void
  /** Something a list shows may have changed. */
  changed(state: SessionState): void
}

export interface HostOptions {
  readonly state: SessionState
  readonly epoch: string
  readonly agent: Agent
  readonly task: Omit<AgentTask, 'emit' | 'permissionMode' | 'model'>
  readonly journal: Journal
  readonly ports: HostPorts
}

export class SessionHost {
  readonly #ports: HostPorts
  readonly #options: HostOptions
  readonly #framePrefix: string
  readonly #ring = new FrameRing()
  readonly #pace = new DeltaPace()
  readonly #subscribers = new Set<Subscriber>()
  readonly #known = new Set<string>()
  #state: SessionState
  #run: AgentRun | null = null
  #merged: BlockGrown | null = null
  #mergeTimer: ClockTimer | null = null
  /** Where in `settled` the running turn begins. */
  #turnStart: number
  #kept: number
  /** Outputs that came while the end of a turn was being accounted for; null when none is. */
  #held: AgentOutput[] | null = null
  #turnEnd: Promise<void> = Promise.resolve()
  #journalFailed = false
  /** From here on nobody is listened to; what is under way is brought to its end. */
  #closing = false

  constructor(options: HostOptions) {
    this.#options = options
    this.#ports = options.ports
    this.#state = options.state
    this.#framePrefix = `{"type":"event","epoch":${JSON.stringify(options.epoch)},"seq":`
    this.#turnStart = options.state.settled.length
    this.#kept = options.state.settled.length
    for (const { id } of [...messagesOf(options.state), ...options.state.queue]) this.#known.add(id)
  }

  get state(): SessionState {
    return this.#state
  }

  get cursor(): Cursor {
    return { epoch: this.#options.epoch, seq: this.#ring.lastSeq }
  }

  get isWatched(): boolean {
    return this.#subscribers.size > 0
  }

  /** True when nothing would be lost by unloading it. */
  get isAtRest(): boolean {
    return this.#state.session.state === 'idle' && this.#state.queue.length === 0 && this.#held === null
  }

  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber)
    return () => {
      this.#subscribers.delete(subscriber)
    }
  }

  /** The frames a reader at `since` has missed, or null when only a snapshot can help it. */
  missedSince(since: Cursor): readonly string[] | null {
    return since.epoch === this.#options.epoch ? this.#ring.since(since.seq) : null
  }

  /** The newest messages and the cursor for those before them. */
  newest(limit: number): { messages: SessionMessage[]; before: string | null } {
    const all = messagesOf(this.#state)
    const messages = all.slice(-limit)
    const oldest = messages[0]
    return {
      messages,
      before: messages.length < all.length && oldest ? cursorBefore(oldest.id) : this.#state.before
    }
  }

  snapshot(): Snapshot {
    const { session, queue, permissions, lastTurn, problem } = this.#state
    return {
      type: 'snapshot',
      ...this.cursor,
      session,
      ...this.newest(snapshotMessages),
      queue: [...queue],
      permissions: [...permissions],
      lastTurn,
      problem
    }
  }

  /** Carries out what a person asked for. The answer means *recorded*, not *done*. */
  handle(command: ClientCommand): Ack {
    if (this.#closing)
      return refuse(command.id, { code: 'closing', message: 'Skein is closing. Try again in a moment.' })
    if (this.#known.has(command.id)) return { type: 'ack', id: command.id, ok: true }
    const error = this.#dispatch({ from: 'client', command, at: this.#now() }, () =>
      this.#remember(command.id)
    )
    return error ? refuse(command.id, error) : { type: 'ack', id: command.id, ok: true }
  }

  /** Changes what a person chose, from outside the socket. */
  change(changes: SessionChanges): void {
    this.#dispatch({ from: 'host', type: 'change_session', changes, at: this.#now() })
  }

  report(error: Failure): void {
    this.#dispatch({ from: 'host', type: 'report_problem', error })
  }

  /** Takes what the agent does. The agent's only way in. */
  receive(output: AgentOutput): void {
    if (this.#closing) return
    if (this.#held) {
      this.#held.push(output)
      return
    }
    if (output.type === 'stream_output' && 'append' in output) {
      this.#grow(output)
      return
    }
    this.#flushMerged()
    if (output.type === 'turn_ended') {
      this.#turnEnd = this.#endTurn(output.outcome, output.error)
      return
    }
    if (
      output.type === 'permission_requested' &&
      this.#ports.isAllowed(output.request.toolName, output.request.input)
    ) {
      this.#run?.answer(output.request.id, { behavior: 'allow' })
      return
    }
    this.#dispatch({ from: 'agent', output, at: this.#now() })
  }

  /** Resolves when no turn is being accounted for. */
  async settled(): Promise<void> {
    await this.#turnEnd
  }

  /**
   * Ends the session's life in this process: a running turn is interrupted and accounted for, the
   * agent is stopped, windows are told. What stays queued stays in the journal.
   */
  async close(reason: 'removed' | 'closing'): Promise<void> {
    if (this.#closing) return
    this.#flushMerged()
    this.#closing = true
    await this.#run?.close()
    await this.#turnEnd
    if (this.#state.session.state !== 'idle') {
      const message = this.#interruption('Skein was closed while this turn was running.')
      this.#dispatch({ from: 'agent', at: this.#now(), output: { type: 'message_added', message } })
      await this.#endTurn('interrupted')
    }
    this.#options.journal.close()
    for (const subscriber of this.#subscribers) subscriber.end(reason)
    this.#subscribers.clear()
  }

  #interruption(text: string): SessionMessage {
    return {
      id: this.#ports.newId(),
      role: 'system',
      notice: 'interrupted',
      content: [{ type: 'text', text }],
      createdAt: this.#now(),
      isStreaming: false
    }
  }

  #now(): string {
    return this.#ports.clock.now().toISOString()
  }

  #remember(commandId: string): void {
    this.#known.add(commandId)
    if (this.#known.size <= rememberedCommands) return
    for (const oldest of this.#known) {
      this.#known.delete(oldest)
      return
    }
  }

  /** `accepted` runs between the decision and its consequences. */
  #dispatch(command: SessionCommand, accepted?: () => void): Failure | null {
    this.#flushMerged()
    const decision = decide(this.#state, command)
    if (!decision.ok) return decision.error
    accepted?.()
    this.#apply(decision.events)
    for (const effect of decision.effects) this.#carryOut(effect)
    return null
  }

  #apply(candidates: readonly SessionEvent[]): void {
    const events = candidates.filter((event) => this.#isSound(event))
    if (events.length === 0) return
    const before = this.#state
    const frames: string[] = []
    let completeAt = -1
    for (const [index, event] of events.entries()) {
      if (event.type === 'message_complete') completeAt = index
      this.#state = evolve(this.#state, event)
      frames.push(`${this.#framePrefix}${this.#ring.lastSeq + index + 1},"event":${JSON.stringify(event)}}`)
      this.#keepSettled()
      if (event.type === 'message_complete') this.#turnStart = this.#state.settled.length
    }
    if (before.session.state === 'idle' && completeAt === -1 && this.#state.session.state !== 'idle') {
      this.#turnStart = before.settled.length
    }
    this.#writeJournal(before, frames, completeAt)
    for (const frame of frames) {
      this.#ring.push(frame)
      for (const subscriber of this.#subscribers) subscriber.deliver(frame)
    }
    if (events.some(({ type }) => type !== 'stream_output')) this.#ports.changed(this.#state)
  }

  /** A malformed event must not reach a replica: it is a bug of the adapter, told and left out. */
  #isSound(event: SessionEvent): boolean {
    const parsed = SessionEvent.safeParse(event)
    if (parsed.success) return true
    this.#ports.log.error(
      { session: this.#state.session.id, type: event.type, issues: parsed.error.issues },
      'malformed event'
    )
    return false
  }

  #keepSettled(): void {
    const { settled } = this.#state
    if (settled.length > this.#kept) this.#ports.keep(settled.slice(this.#kept))
    this.#kept = Math.max(this.#kept, settled.length)
  }

  #writeJournal(before: SessionState, frames: readonly string[], completeAt: number): void {
    const { journal } = this.#options
    const isActive = this.#state.session.state !== 'idle' || this.#state.queue.length > 0
    const wasActive = before.session.state !== 'idle' || before.queue.length > 0
    if (!isActive && !wasActive) return
    try {
      if (!isActive) journal.remove()
      else if (completeAt !== -1 || this.#journalFailed || (wasActive && !journal.isOpen)) {
        // The transcript holds what went before; or the file is torn and is written anew.
        journal.replace(this.#turnFrames())
      } else journal.append(frames)
      this.#journalFailed = false
    } catch (error) {
      this.#journalLost(error)
    }
  }

  /** What a journal must hold now, whatever it held before. Its frames are folded, not counted. */
  #turnFrames(): string[] {
    const events: SessionEvent[] = [
      { type: 'queue_changed', queue: [...this.#state.queue] },
      ...messagesOf(this.#state)
        .slice(this.#turnStart)
        .map((message) => ({ type: 'message_added' as const, message })),
      { type: 'session_updated', session: this.#state.session }
    ]
    return events.map((event) => `${this.#framePrefix}1,"event":${JSON.stringify(event)}}`)
  }

  #journalLost(thrown: unknown): void {
    this.#ports.log.error(
      { session: this.#state.session.id, error: messageOf(thrown) },
      'the journal cannot be written'
    )
    if (this.#journalFailed) return
    this.#journalFailed = true
    const reason =
      codeOf(thrown) === 'ENOSPC'
        ? 'The disk is full'
        : `The data folder cannot be written (${messageOf(thrown)})`
    queueMicrotask(() =>
      this.report({
        code: 'journal_unavailable',
        message: `${reason}. The session goes on, but an answer that is still running would be lost if Skein stopped now. Free some space to be safe again.`
      })
    )
  }

  #grow(delta: BlockGrown): void {
    const merged = this.#merged
    const isSameBlock = merged?.messageId === delta.messageId && merged.index === delta.index
    if (merged && !isSameBlock) this.#flushMerged()
    const mayGo = this.#pace.admits(this.#ports.clock.now().getTime()) && !this.#everyReaderIsBehind()
    if (this.#merged) {
      this.#merged = { ...this.#merged, append: this.#merged.append + delta.append }
      if (mayGo) this.#flushMerged()
      return
    }
    if (mayGo) {
      this.#apply([delta])
      return
    }
    this.#merged = delta
    this.#mergeTimer = this.#ports.clock.setTimeout(() => this.#flushMerged(), this.#pace.mergeMs)
  }

  #everyReaderIsBehind(): boolean {
    if (this.#subscribers.size === 0) return false
    for (const subscriber of this.#subscribers) if (!subscriber.isBehind()) return false
    return true
  }

  #flushMerged(): void {
    this.#mergeTimer?.cancel()
    this.#mergeTimer = null
    const merged = this.#merged
    if (!merged) return
    this.#merged = null
    this.#apply([merged])
  }

  #carryOut(effect: Effect): void {
    switch (effect.type) {
      case 'start_turn':
        this.#agentRun().prompt(effect.prompt)
        return
      case 'interrupt_turn':
        this.#agentRun().interrupt()
        return
      case 'answer_permission':
        this.#run?.answer(effect.requestId, effect.answer)
        return
      case 'remember_rules':
        this.#ports.remember(effect.scope, effect.rules)
        return
      case 'set_permission_mode':
        this.#run?.setPermissionMode(effect.permissionMode)
        return
      case 'set_model':
        this.#run?.setModel(effect.model)
        return
      case 'save_session':
        this.#ports.save(effect.changes, effect.by)
        return
      default:
        unreachable(effect)
    }
  }

  #agentRun(): AgentRun {
    const { permissionMode, model } = this.#state.session
    this.#run ??= this.#options.agent.open({
      ...this.#options.task,
      permissionMode,
      model,
      emit: (output) => this.receive(output)
    })
    return this.#run
  }

  async #endTurn(outcome: TurnOutcome, error?: Failure): Promise<void> {
    if (this.#state.session.state === 'idle') return
    const held: AgentOutput[] = []
    this.#held = held
    const messages = messagesOf(this.#state)
      .slice(this.#turnStart)
      .map((message) => (message.isStreaming ? { ...message, isStreaming: false } : message))
    this.#ports.keep(messages.slice(this.#kept - this.#turnStart))
    this.#kept = this.#turnStart + messages.length
    let metadata = this.#state.session.metadata
    try {
      metadata = await this.#ports.account({
        outcome,
        messages,
        after: this.#state.settled[this.#turnStart - 1]?.id ?? null
      })
    } catch (thrown) {
      // The turn itself went well: its account is late, and says so in the log and nowhere else.
      this.#ports.log.error(
        { session: this.#state.session.id, error: messageOf(thrown) },
        'metadata could not be updated'
      )
    }
    this.#held = null
    this.#dispatch({
      from: 'host',
      type: 'end_turn',
      outcome,
      ...(error ? { error } : null),
      metadata,
      at: this.#now()
    })
    for (const output of held) this.receive(output)
  }
}

function cursorBefore(messageId: string): string {
  return `${cursorPrefix}${messageId}`
}

function refuse(id: string, error: Failure): Ack {
  return { type: 'ack', id, ok: false, error }
}
