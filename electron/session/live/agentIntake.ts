/**
 * What the agent of a live session says, in its order: it waits while the end of a turn is accounted for, or while the
 * file that a request is about is looked up. Owned by `SessionHost`, which decides what becomes of it.
 */
import type { Failure } from '../../../shared/errors.ts'
import type { TurnOutcome } from '../../../shared/session.ts'
import { subjectOf } from '../../agent/permissionRule.ts'
import type { AgentOutput } from '../../agent/port.ts'
import type { CommandFrom, PermissionFacts } from '../decide/decision.ts'
import type { DeltaMerge } from './deltaMerge.ts'
import type { HostPorts } from './hostPorts.ts'

type PermissionRequested = Extract<AgentOutput, { type: 'permission_requested' }>

export interface AgentIntakeOptions {
  readonly deltas: DeltaMerge
  readonly ports: Pick<HostPorts, 'follow' | 'realPath' | 'savedRules'>
  /** What is known of the session without looking anything up. */
  readonly facts: () => PermissionFacts
  readonly isClosing: () => boolean
  /** Has it decided at once. */
  readonly tell: (output: CommandFrom<'agent'>['output'], facts?: PermissionFacts) => void
  readonly endTurn: (outcome: TurnOutcome, error?: Failure) => void
}

export class AgentIntake {
  readonly #options: AgentIntakeOptions
  /** What waits; null when nothing is waited for. */
  #held: AgentOutput[] | null = null
  #lookUp: Promise<void> = Promise.resolve()

  constructor(options: AgentIntakeOptions) {
    this.#options = options
  }

  get isHolding(): boolean {
    return this.#held !== null
  }

  /** Resolves when no file is being looked up. */
  get lookedUp(): Promise<void> {
    return this.#lookUp
  }

  /** What comes from here on waits, until the function is called that comes back: it gives what came, in its order. */
  hold(): () => readonly AgentOutput[] {
    const held: AgentOutput[] = []
    this.#held = held
    return () => {
      this.#held = null
      return held
    }
  }

  take(output: AgentOutput): void {
    const { deltas, ports, facts, tell, endTurn } = this.#options
    // Nothing is told of it, and the agent waits with it.
    if (output.type === 'tool_announced') {
      tell(output, facts())
      return
    }
    if (this.#held) {
      this.#held.push(output)
      return
    }
    if (output.type === 'stream_output' && 'append' in output) {
      deltas.add(output)
      return
    }
    deltas.flush()
    if (output.type === 'turn_ended') {
      endTurn(output.outcome, output.error)
      return
    }
    if (output.type === 'permission_requested') {
      this.#takeRequest(output)
      return
    }
    // Written down before anybody sees what is said there: it would be lost with this process otherwise.
    if (output.type === 'conversation_changed') ports.follow(output.change)
    tell(output)
  }

  #takeRequest(output: PermissionRequested): void {
    const subject = subjectOf(output.request)
    if (output.request.rules.length > 0 && subject.kind === 'file') {
      this.#lookUp = this.#whenLookedUp(output, subject.path)
    } else this.#tellRequest(output, null)
  }

  /** What the agent says meanwhile comes after its request, so that a withdrawal finds what it withdraws. */
  async #whenLookedUp(output: PermissionRequested, file: string): Promise<void> {
    const release = this.hold()
    const realPath = await this.#options.ports.realPath(file)
    const held = release()
    // Nobody waits for it any more, or will be there to answer.
    const isGone = held.some((next) => isWithdrawal(next, output.request.id))
    if (!isGone && !this.#options.isClosing()) this.#tellRequest(output, realPath)
    for (const next of held) this.take(next)
  }

  #tellRequest(output: PermissionRequested, realPath: PermissionFacts['realPath']): void {
    const { facts, ports, tell } = this.#options
    tell(output, { ...facts(), saved: ports.savedRules(), realPath })
  }
}

function isWithdrawal(output: AgentOutput, requestId: string): boolean {
  return output.type === 'permission_withdrawn' && output.requestId === requestId
}
