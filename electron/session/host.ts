/**
 * One live session: its state, its numbered events, the windows that watch it and the agent that
 * works for it. Everything that changes a session passes through here, one command at a time:
 * decide → fold → number → journal → send → and only then the work outside.
 *
 * Opened and closed by `SessionCatalog`; watched by the session socket.
 */
import { messageOf, unreachable } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import { SessionEvent } from '../../shared/events.ts'
import { evolve, messagesOf } from '../../shared/evolve.ts'
import type { SessionState } from '../../shared/evolve.ts'
import type { Ack, ClientCommand, Cursor, Snapshot } from '../../shared/protocol.ts'
import type { Notice, SessionMessage, TurnOutcome } from '../../shared/session.ts'
import type { AgentOutput, AgentRun } from '../agent/port.ts'
import { previewBlock } from '../transcript/blocks.ts'
import { decide } from './decide.ts'
import { isIdle } from './decision.ts'
import type { Effect, SessionChanges, SessionCommand } from './decision.ts'
import { DeltaMerge } from './deltaMerge.ts'
import { EventStream } from './eventStream.ts'
import type { EndReason, Subscriber } from './eventStream.ts'
import type { HostOptions, HostPorts } from './hostPorts.ts'
import { TurnJournal } from './turnJournal.ts'

/** Messages a snapshot holds; older ones are a page away. */
const snapshotMessages = 200
/** Commands remembered so that one sent twice is carried out once. */
const rememberedCommands = 10_000

/** Begins a cursor for the page before a message that is known by its id alone; read by `messagePages.ts`. */
export const cursorPrefix = 'message:'

export class SessionHost {
  readonly #ports: HostPorts
  readonly #options: HostOptions
  readonly #stream: EventStream
  readonly #journal: TurnJournal
  readonly #deltas: DeltaMerge
  readonly #known = new Set<string>()
  #state: SessionState
  #run: AgentRun | null = null
  /** Where in `settled` the running turn begins. */
  #turnStart: number
  /** How many messages have been given to be kept. */
  #kept: number
  /** Outputs that came while the end of a turn was being accounted for; null when none is. */
  #held: AgentOutput[] | null = null
  #turnEnd: Promise<void> = Promise.resolve()
  /** Messages whose long results are shown as previews, whole until they are kept. */
  readonly #whole = new Map<string, SessionMessage>()
  /** From here on nobody is listened to; what is under way is brought to its end. */
  #closing = false

  constructor(options: HostOptions) {
    this.#options = options
    this.#ports = options.ports
    this.#state = options.state
    this.#stream = new EventStream(options.epoch)
    this.#journal = new TurnJournal(options.journal, (problem, thrown) => this.#journalLost(problem, thrown))
    this.#deltas = new DeltaMerge({
      clock: options.ports.clock,
      isBehind: () => this.#stream.isBehind,
      publish: (deltas) => this.#apply(deltas)
    })
    this.#turnStart = options.state.settled.length
    this.#kept = options.state.settled.length
    for (const { id } of [...messagesOf(options.state), ...options.state.queue]) this.#known.add(id)
  }

  get state(): SessionState {
    return this.#state
  }

  get cursor(): Cursor {
    return this.#stream.cursor
  }

  get isWatched(): boolean {
    return this.#stream.isWatched
  }

  /** True when nothing would be lost by unloading it. */
  get isAtRest(): boolean {
    return isIdle(this.#state) && this.#state.queue.length === 0 && this.#held === null
  }

  subscribe(subscriber: Subscriber): () => void {
    return this.#stream.subscribe(subscriber)
  }

  /** The frames a reader at `since` has missed, or null when only a snapshot can help it. */
  missedSince(since: Cursor): readonly string[] | null {
    return this.#stream.missedSince(since)
  }

  /** The newest messages and the cursor for those before them. */
  newest(limit: number): { messages: SessionMessage[]; before: string | null } {
    return this.#newestOf(messagesOf(this.#state), limit)
  }

  /**
   * The page before a message that is held here (the transcript need not have it yet), null when the
   * cursor names none of them or what precedes it is not held.
   */
  pageBefore(cursor: string, limit: number): { messages: SessionMessage[]; before: string | null } | null {
    const all = messagesOf(this.#state)
    const at = all.findIndex(({ id }) => cursorBefore(id) === cursor)
    if (at === -1 || (at === 0 && this.#state.before !== null)) return null
    return this.#newestOf(all.slice(0, at), limit)
  }

  #newestOf(
    held: readonly SessionMessage[],
    limit: number
  ): { messages: SessionMessage[]; before: string | null } {
    const messages = held.slice(-limit)
    const oldest = messages[0]
    return {
      messages,
      before: messages.length < held.length && oldest ? cursorBefore(oldest.id) : this.#state.before
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
      this.#deltas.add(output)
      return
    }
    this.#deltas.flush()
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
    this.#dispatch({ from: 'agent', output: this.#shortened(output), at: this.#now() })
  }

  /** Windows get the beginning of a long result, as they do from a page of the past; the transcript gets it whole. */
  #shortened<Output extends AgentOutput>(output: Output): Output {
    if (output.type !== 'message_added') return output
    const content = output.message.content.map(previewBlock)
    if (content.every((block, index) => block === output.message.content[index])) return output
    this.#whole.set(output.message.id, output.message)
    return { ...output, message: { ...output.message, content } }
  }

  #keep(messages: readonly SessionMessage[]): void {
    if (messages.length === 0) return
    this.#ports.keep(messages.map((message) => this.#whole.get(message.id) ?? message))
    for (const { id } of messages) this.#whole.delete(id)
  }

  /** Resolves when no turn is being accounted for. */
  async settled(): Promise<void> {
    await this.#turnEnd
  }

  /**
   * Ends the session's life in this process: a running turn is interrupted and accounted for, the
   * agent is stopped, windows are told. What stays queued stays in the journal.
   */
  async close(reason: EndReason): Promise<void> {
    if (this.#closing) return
    this.#deltas.flush()
    this.#closing = true
    await this.#run?.close()
    await this.#turnEnd
    if (!isIdle(this.#state)) {
      this.#tell('interrupted', 'Skein was closed while this turn was running.')
      await this.#endTurn('interrupted')
    }
    this.#journal.close()
    this.#stream.end(reason)
  }

  /** Some agents write down themselves why a turn failed; for the others it must not be gone after the next prompt. */
  #hasToldFailure(): boolean {
    return messagesOf(this.#state)
      .slice(this.#turnStart)
      .some(({ notice }) => notice === 'failed')
  }

  #tell(notice: Notice, text: string): void {
    const message: SessionMessage = {
      id: this.#ports.newId(),
      role: 'system',
      notice,
      content: [{ type: 'text', text }],
      createdAt: this.#now(),
      isStreaming: false
    }
    this.#dispatch({ from: 'agent', at: this.#now(), output: { type: 'message_added', message } })
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
    this.#deltas.flush()
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
    const frames = this.#stream.number(events)
    for (const event of events) this.#fold(event)
    const completesTurn = events.some(({ type }) => type === 'message_complete')
    if (!completesTurn && isIdle(before) && !isIdle(this.#state)) this.#turnStart = before.settled.length
    this.#journal.write({ before, after: this.#state, turnStart: this.#turnStart, frames, completesTurn })
    this.#stream.send(frames)
    if (events.some(({ type }) => type !== 'stream_output')) this.#ports.changed(this.#state)
  }

  #fold(event: SessionEvent): void {
    this.#state = evolve(this.#state, event)
    const { settled } = this.#state
    if (settled.length > this.#kept) {
      this.#keep(settled.slice(this.#kept))
      this.#kept = settled.length
    }
    if (event.type === 'message_complete') this.#turnStart = settled.length
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

  #journalLost(problem: Failure, thrown: unknown): void {
    this.#ports.log.error(
      { session: this.#state.session.id, error: messageOf(thrown) },
      'the journal cannot be written'
    )
    // Told after the events that could not be journaled, not between them.
    queueMicrotask(() => this.report(problem))
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
    if (isIdle(this.#state)) return
    if (error && !this.#hasToldFailure()) this.#tell('failed', error.message)
    const held: AgentOutput[] = []
    this.#held = held
    const messages = messagesOf(this.#state)
      .slice(this.#turnStart)
      .map((message) => (message.isStreaming ? { ...message, isStreaming: false } : message))
    this.#keep(messages.slice(this.#kept - this.#turnStart))
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
      mayGoOn: !this.#closing,
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
