/**
 * One live session: its state, its numbered events, the windows that watch it and the agent that
 * works for it. Everything that changes a session passes through here, one command at a time:
 * decide → fold → number → journal → send → and only then the work outside. What is promised by it is journaled first.
 *
 * Opened and closed by `SessionCatalog`; watched by the session socket.
 */
import { messageOf } from '../../../shared/errors.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { SessionEvent } from '../../../shared/events.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import type { CommandId } from '../../../shared/ids.ts'
import type { Page } from '../../../shared/page.ts'
import type { Ack, ClientCommand, Cursor, Snapshot } from '../../../shared/protocol.ts'
import type { HeldBy, Notice, TurnOutcome } from '../../../shared/session.ts'
import type { OurWords } from '../../ourFailure.ts'
import { ourFailure, ourWords } from '../../ourFailure.ts'
import { Refusal } from '../../refusal.ts'
import type { AgentOutput } from '../../agent/port.ts'
import { AgentIntake } from './agentIntake.ts'
import { AgentRunner } from './agentRunner.ts'
import { carryOut } from './carryOut.ts'
import { ClientIntake } from './clientIntake.ts'
import { decide } from '../decide/decide.ts'
import { isIdle, isPromise } from '../decide/decision.ts'
import type { PermissionFacts, SessionChanges, SessionCommand } from '../decide/decision.ts'
import { DeltaMerge } from './deltaMerge.ts'
import { EventStream } from './eventStream.ts'
import type { EndReason, Subscriber } from './eventStream.ts'
import type { HostOptions, HostPorts } from './hostPorts.ts'
import { Keeping } from './keeping.ts'
import { KnownCommands } from './knownCommands.ts'
import { newestPage, pageBefore, snapshotOf } from '../past/livePages.ts'
import { LiveState } from './liveState.ts'
import { ourNotice } from '../decide/ourNotice.ts'
import { soundEvents } from './soundEvents.ts'

const closing = ourFailure('closing')

export class SessionHost {
  readonly #ports: HostPorts
  readonly #stream: EventStream
  readonly #keeping: Keeping
  readonly #deltas: DeltaMerge
  readonly #runner: AgentRunner
  readonly #intake: AgentIntake
  readonly #known: KnownCommands
  readonly #clients: ClientIntake
  readonly #folder: string
  readonly #live: LiveState
  #turnEnd: Promise<void> = Promise.resolve()
  /** Whether a prompt has been sent since the session was loaded. */
  #hasPrompted = false
  /** From here on nobody is listened to; what is under way is brought to its end. */
  #closing = false

  constructor(options: HostOptions) {
    const { state, ports, agent, task } = options
    this.#ports = ports
    this.#folder = task.cwd
    this.#live = new LiveState(state, (messages) => ports.keep(messages))
    this.#stream = new EventStream(options.epoch)
    this.#keeping = new Keeping({
      live: this.#live,
      ports,
      journal: options.journal,
      report: (problem) => this.report(problem),
      saved: () => this.#dispatch({ from: 'host', type: 'saved' }),
      recounted: (metadata) => this.#dispatch({ from: 'host', type: 'recount', metadata })
    })
    this.#deltas = new DeltaMerge({
      clock: ports.clock,
      isBehind: () => this.#stream.isBehind,
      publish: (deltas) => this.#apply(deltas)
    })
    this.#runner = new AgentRunner({
      agent,
      task,
      choices: () => ({
        permissionMode: this.state.session.permissionMode,
        model: this.state.session.model,
        effort: this.state.session.effort ?? null
      }),
      isTrusted: () => ports.isTrusted(),
      emit: (output) => this.receive(output)
    })
    this.#intake = new AgentIntake({
      deltas: this.#deltas,
      ports,
      facts: () => this.#facts(),
      isClosing: () => this.#closing,
      tell: (output, facts) =>
        this.#dispatch({ from: 'agent', output, at: this.#now(), ...(facts && { facts }) }),
      endTurn: (outcome, error) => {
        this.#turnEnd = this.#endTurn(outcome, error)
      }
    })
    this.#known = new KnownCommands({
      state,
      record: options.commands,
      isNew: options.isNew,
      pastIds: () => ports.pastCommandIds(),
      onTrouble: (thrown, what) =>
        ports.log.error({ session: this.state.session.id, error: messageOf(thrown) }, what)
    })
    this.#clients = new ClientIntake({
      live: this.#live,
      keeping: this.#keeping,
      deltas: this.#deltas,
      known: this.#known,
      ports,
      options: agent.options,
      cannotGoOn: options.cannotGoOn,
      closed: () => (this.#closing ? closing : null),
      hasPrompted: () => this.#hasPrompted,
      isAtWork: () => this.#runner.isAtWork,
      sound: (events) => this.#sound(events),
      dispatch: (wish, how) => this.#dispatch(wish, how)
    })
  }

  /** As every window has it. */
  get state(): SessionState {
    return this.#live.state
  }

  get cursor(): Cursor {
    return this.#stream.cursor
  }

  get isWatched(): boolean {
    return this.#stream.isWatched
  }

  /** True when nothing would be lost by unloading it. */
  get isAtRest(): boolean {
    const isIdleAndEmpty = isIdle(this.state) && this.state.queue.length === 0
    const isBusy = this.#intake.isHolding || this.#clients.isBusy
    return isIdleAndEmpty && !isBusy && this.#keeping.isDone
  }

  subscribe(subscriber: Subscriber): () => void {
    return this.#stream.subscribe(subscriber)
  }

  /** The frames a reader at `since` has missed, or null when only a snapshot can help it. */
  missedSince(since: Cursor): readonly string[] | null {
    return this.#stream.missedSince(since)
  }

  /** The newest messages and the cursor for those before them. */
  newest(limit: number): Page {
    return newestPage(this.state, limit)
  }

  /** Null when the cursor names no message held here, or what precedes it is not held. */
  pageBefore(cursor: string, limit: number): Page | null {
    return pageBefore(this.state, cursor, limit)
  }

  snapshot(): Snapshot {
    return snapshotOf(this.state, this.cursor)
  }

  /**
   * Carries out what a person asked for, once, however often it is sent. The answer means *recorded*, not *done*. It
   * comes at once, but for what must be on disk first, and for the first commands of a session whose earlier ones must be
   * gathered; order is kept.
   */
  handle(command: ClientCommand): Ack | Promise<Ack> {
    return this.#clients.take(command)
  }

  /** Resolves when what was acknowledged would outlast a loss of power; null when it does already. Never rejects. */
  recorded(): Promise<void> | null {
    return this.#keeping.recorded()
  }

  /** Whether the rewind with this id, which came by HTTP, was carried out before. */
  async hasRewound(id: CommandId): Promise<boolean> {
    await this.#known.recall()
    return this.#known.has(id)
  }

  /** Before a rewind; gives what to call when it is done. Refuses with 507 `not_kept` what cannot be kept. */
  beginRewind(id: CommandId): () => void {
    const command = { id, type: 'rewind' } as const
    const refusal = this.#known.begin(command)
    if (refusal) throw new Refusal(507, refusal.code, refusal.parameters)
    return () => this.#known.finish(command)
  }

  /** What a person chose outside the socket; its row has it already. */
  change(changes: SessionChanges): void {
    this.#dispatch({ from: 'host', type: 'change_session', changes, at: this.#now() })
  }

  /** Goes on from another place of the session: these are its newest messages now. Only when no turn runs. */
  goOnFrom({ messages, before }: Page): void {
    if (!this.#closing) this.#dispatch({ from: 'host', type: 'change_history', messages, before })
  }

  /** Another process has taken the session, has let go of it (null), or holds it otherwise than before. */
  hold(heldBy: HeldBy | null): void {
    if (!this.#closing) this.#dispatch({ from: 'host', type: 'held', heldBy })
  }

  /** These are the newest messages, as another process has written them down. */
  follow(page: Page): void {
    if (!this.#closing) this.#dispatch({ from: 'host', type: 'followed', page })
  }

  report(error: Failure): void {
    this.#dispatch({ from: 'host', type: 'report_problem', error })
  }

  /** Something that was to be kept could not be written; it waits, and is tried again. */
  notSaved(problem: Failure): void {
    this.report(problem)
    this.#keeping.later()
  }

  /** Takes what the agent does. The agent's only way in. */
  receive(output: AgentOutput): void {
    if (!this.#closing) this.#intake.take(output)
  }

  #facts(): PermissionFacts {
    return { saved: [], realPath: null, folder: this.#folder, isTrusted: this.#runner.isTrusted }
  }

  /** Counts the session anew: its row was lost, or is of an older time. Never rejects. */
  recount(): Promise<void> {
    return this.#keeping.recount()
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
    await this.#clients.settled()
    await this.#runner.close()
    await this.#intake.lookedUp
    await this.#turnEnd
    if (!isIdle(this.state)) {
      this.#tell('interrupted', ourWords('turn_cut_off', { how: 'closed' }))
      await this.#endTurn('interrupted')
    }
    await this.#keeping.close()
    this.#known.close()
    this.#stream.end(reason)
  }

  #tell(notice: Notice, words: OurWords, failure?: Failure): void {
    const at = this.#now()
    const told = ourNotice(notice, words, { id: this.#ports.newId(), at })
    const message = failure === undefined ? told : { ...told, failure }
    this.#dispatch({ from: 'agent', at, output: { type: 'message_added', message } })
  }

  #now(): string {
    return this.#ports.clock.now().toISOString()
  }

  /** `accepted` runs between the decision and its consequences, and may still refuse. */
  #dispatch(
    command: SessionCommand,
    { accepted, isJournaled = false }: { accepted?: () => Failure | null; isJournaled?: boolean } = {}
  ): Failure | null {
    this.#deltas.flush()
    const decision = decide(this.#live.whole, command)
    if (!decision.ok) return decision.error
    const refusal = accepted?.() ?? null
    if (refusal) return refusal
    const events = this.#sound(decision.events)
    const isPromised = isPromise(command, decision)
    const notKept = isPromised && !isJournaled ? this.#keeping.secure(events) : null
    if (notKept) return notKept
    this.#publish(events, isPromised)
    for (const effect of decision.effects) {
      if (effect.type === 'start_turn') this.#hasPrompted = true
      carryOut(effect, { runner: this.#runner, ports: this.#ports })
    }
    return null
  }

  #apply(candidates: readonly SessionEvent[]): void {
    this.#publish(this.#sound(candidates), false)
  }

  #sound(candidates: readonly SessionEvent[]): SessionEvent[] {
    return soundEvents(candidates, { log: this.#ports.log, session: this.state.session.id })
  }

  #publish(events: readonly SessionEvent[], isJournaled: boolean): void {
    if (events.length === 0) return
    const told = this.#live.take(events)
    const frames = this.#stream.number(told.map(({ shown }) => shown))
    if (!isJournaled) this.#keeping.write(events, told, frames)
    this.#stream.send(frames)
    this.#keeping.afterEvents()
    if (events.some(({ type }) => type !== 'stream_output')) this.#ports.changed(this.state)
  }

  async #endTurn(outcome: TurnOutcome, error?: Failure): Promise<void> {
    if (isIdle(this.state)) return
    // Some agents write down themselves why a turn failed; for the others it must not be gone after the next prompt.
    if (error && !this.#live.hasTold('failed'))
      this.#tell('failed', { text: error.message, told: null }, error)
    const { turnId } = this.#live
    const release = this.#intake.hold()
    const finished = this.#live.finishTurn()
    const metadata = await this.#keeping.account({ outcome, ...finished })
    const held = release()
    const end = {
      from: 'host' as const,
      type: 'end_turn' as const,
      ...(turnId === null ? null : { turnId }),
      outcome,
      ...(error ? { error } : null),
      metadata,
      at: this.#now()
    }
    const isFree = !this.state.session.heldBy
    const notKept = this.#dispatch({ ...end, mayGoOn: isFree && !this.#closing })
    if (notKept) {
      // A message that is started and still stands in the queue on disk would run twice.
      this.#dispatch({ ...end, mayGoOn: false })
      this.report(ourFailure('queue_not_started', notKept.parameters))
    }
    void this.#keeping.recorded() // The turn is settled already; nobody waits, and it never rejects.
    for (const output of held) this.receive(output)
  }
}
