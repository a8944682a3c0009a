/**
 * What a person asks of a live session, one command after the other: each is carried out once, however often it is sent,
 * and not before it may be decided. Owned by `SessionHost`, which decides it; what the agent says comes by `AgentIntake`.
 */
import type { AgentOptions } from '../../../shared/agentOptions.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { SessionEvent } from '../../../shared/events.ts'
import type { Ack, ClientCommand } from '../../../shared/protocol.ts'
import { decide } from '../decide/decide.ts'
import { isPromise } from '../decide/decision.ts'
import type { Missing } from '../decide/decision.ts'
import type { DeltaMerge } from './deltaMerge.ts'
import type { HostPorts } from './hostPorts.ts'
import { keepPromise } from './keepPromise.ts'
import type { ClientWish } from './keepPromise.ts'
import type { Keeping } from './keeping.ts'
import type { KnownCommands } from './knownCommands.ts'
import type { LiveState } from './liveState.ts'

export interface ClientIntakeOptions {
  readonly live: LiveState
  readonly keeping: Keeping
  readonly deltas: DeltaMerge
  readonly known: KnownCommands
  readonly ports: Pick<HostPorts, 'clock' | 'lookForHolder' | 'lookForMissing' | 'newId'>
  /** As its agent declares them. */
  readonly options: AgentOptions
  /** Why nobody can answer in the session; null when somebody can. */
  readonly cannotGoOn: Failure | null
  /** Why nothing is taken any more; null while it is. */
  readonly closed: () => Failure | null
  /** Whether a prompt has been sent since the session was loaded. */
  readonly hasPrompted: () => boolean
  /** Whether its agent runs. */
  readonly isAtWork: () => boolean
  /** Without what has no place in the session. */
  readonly sound: (events: readonly SessionEvent[]) => SessionEvent[]
  /** Decides it, and carries it out unless `accepted`, asked between the two, refuses. */
  readonly dispatch: (
    wish: ClientWish,
    how: { readonly accepted: () => Failure | null; readonly isJournaled: boolean }
  ) => Failure | null
}

/** Commands that have an agent work. */
const toAgent: ReadonlySet<ClientCommand['type']> = new Set(['send_message', 'resume_queue'])

export class ClientIntake {
  readonly #options: ClientIntakeOptions
  /** Resolves when the commands that came before are answered; null while none is being kept. */
  #handling: Promise<void> | null = null

  constructor(options: ClientIntakeOptions) {
    this.#options = options
  }

  /** Whether a command waits for its answer. */
  get isBusy(): boolean {
    return this.#handling !== null
  }

  /** Resolves when all that came are answered. */
  async settled(): Promise<void> {
    await this.#handling
  }

  /** As `SessionHost.handle`. */
  take(command: ClientCommand): Ack | Promise<Ack> {
    const before = this.#readyFor(command)
    const answer =
      before === null ? this.#handle(command) : before.then((missing) => this.#handle(command, missing))
    if (answer instanceof Promise) {
      const answered = answer.then(() => {
        if (this.#handling === answered) this.#handling = null
      })
      this.#handling = answered
    }
    return answer
  }

  /** Resolves when the command may be decided, with what is missing for it; null when it may at once. */
  #readyFor(command: ClientCommand): Promise<Missing | null> | null {
    const { known } = this.#options
    const before = this.#handling ?? known.recall()
    if (toAgent.has(command.type)) return this.#looked(before)
    return before === null ? null : before.then(() => null)
  }

  async #looked(before: Promise<unknown> | null): Promise<Missing | null> {
    const { ports, isAtWork } = this.#options
    await Promise.all([before, ports.lookForHolder()])
    return ports.lookForMissing(isAtWork())
  }

  #handle(command: ClientCommand, missing: Missing | null = null): Ack | Promise<Ack> {
    const { id } = command
    const { live, deltas, known, ports, options, cannotGoOn, closed, hasPrompted } = this.#options
    const closing = closed()
    if (closing !== null) return refuse(id, closing)
    if (known.has(id)) return { type: 'ack', id, ok: true }
    if (cannotGoOn !== null && toAgent.has(command.type)) return refuse(id, cannotGoOn)
    const fresh = hasPrompted() ? null : { noticeId: ports.newId() }
    const wish: ClientWish = {
      from: 'client',
      command,
      at: ports.clock.now().toISOString(),
      options,
      ...(missing !== null && { missing }),
      ...fresh
    }
    deltas.flush()
    const decision = decide(live.whole, wish)
    return decision.ok && isPromise(wish, decision) ? this.#promise(wish) : this.#carryOut(wish)
  }

  #promise(wish: ClientWish): Promise<Ack> {
    const { live, keeping, deltas, sound, closed } = this.#options
    return keepPromise(wish, {
      live,
      keeping,
      deltas,
      sound,
      isClosing: () => closed() !== null,
      carryOut: (how) => this.#carryOut(wish, how),
      refuse: (error) => refuse(wish.command.id, error)
    })
  }

  #carryOut(wish: ClientWish, { isJournaled = false } = {}): Ack {
    const { command } = wish
    const { known, closed, dispatch } = this.#options
    const closing = closed()
    if (closing !== null) return refuse(command.id, closing)
    const error = dispatch(wish, { accepted: () => known.begin(command), isJournaled })
    if (!error) known.finish(command)
    return error ? refuse(command.id, error) : { type: 'ack', id: command.id, ok: true }
  }
}

function refuse(id: string, error: Failure): Ack {
  return { type: 'ack', id, ok: false, error }
}
