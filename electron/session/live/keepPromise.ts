/**
 * A command that promises something is on disk before it is carried out and acknowledged: nobody sees what is promised,
 * and nothing of it runs, before it would outlast a loss of power. Called by `ClientIntake`.
 */
import type { Failure } from '../../../shared/errors.ts'
import type { SessionEvent } from '../../../shared/events.ts'
import type { Ack } from '../../../shared/protocol.ts'
import { decide } from '../decide/decide.ts'
import { isPromise } from '../decide/decision.ts'
import type { CommandFrom } from '../decide/decision.ts'
import type { DeltaMerge } from './deltaMerge.ts'
import type { Keeping } from './keeping.ts'
import type { LiveState } from './liveState.ts'

export type ClientWish = CommandFrom<'client'>

export interface PromiseParts {
  readonly live: LiveState
  readonly keeping: Keeping
  readonly deltas: DeltaMerge
  /** Without what has no place in the session. */
  readonly sound: (events: readonly SessionEvent[]) => SessionEvent[]
  readonly isClosing: () => boolean
  readonly carryOut: (how?: { readonly isJournaled: boolean }) => Ack
  readonly refuse: (error: Failure) => Ack
}

/** How often a promise is kept anew because the session went on meanwhile, before it is given all the same. */
const mostRounds = 3

/** What happens while it is kept may change what it leads to: then that is kept first as well. Never rejects. */
export async function keepPromise(wish: ClientWish, parts: PromiseParts): Promise<Ack> {
  const { live, keeping, deltas, isClosing, carryOut, refuse } = parts
  for (let round = 0; round < mostRounds; round += 1) {
    const events = promised(wish, parts)
    if (events === null) break
    const { state } = live
    const kept = keeping.secureFlushed(events)
    const { generation } = keeping // It is written; it is to be flushed.
    const notKept = await kept
    if (notKept) return refuse(notKept)
    if (isClosing()) break
    deltas.flush()
    const isStill = state === live.state || JSON.stringify(promised(wish, parts)) === JSON.stringify(events)
    if (isStill && generation === keeping.generation) return carryOut({ isJournaled: true })
  }
  const answer = carryOut()
  if (!answer.ok) keeping.takeBack()
  return answer
}

function promised(wish: ClientWish, { live, sound }: PromiseParts): SessionEvent[] | null {
  const decision = decide(live.whole, wish)
  return decision.ok && isPromise(wish, decision) ? sound(decision.events) : null
}
