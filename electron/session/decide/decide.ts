/**
 * What a session answers to a command: the events that become true and the work they cause outside,
 * or a refusal. Pure: who needs the time or an id brings it. Called by `SessionHost` alone, which
 * folds, numbers, journals and sends the events before it carries out any effect.
 */
import { counted } from '../../../shared/counted.ts'
import { unreachable } from '../../../shared/errors.ts'
import { untilSaved } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import type { HeldBy, SessionMetadata } from '../../../shared/session.ts'
import { changeSession } from './changeSession.ts'
import { decideAgent } from './decideAgent.ts'
import { decideClient } from './decideClient.ts'
import { followed } from './followed.ts'
import { happened, isIdle, nothing, refused, updated } from './decision.ts'
import type { CommandFrom, Decision, SessionCommand } from './decision.ts'
import { endTurn } from './turn.ts'

export function decide(state: SessionState, command: SessionCommand): Decision {
  switch (command.from) {
    case 'client':
      return decideClient(state, command)
    case 'agent':
      return decideAgent(state, command)
    case 'host':
      switch (command.type) {
        case 'end_turn':
          return endTurn(state, command)
        case 'change_session':
          return stored(changeSession(state, command.changes, command.at, 'user'))
        case 'change_history':
          return changeHistory(state, command)
        case 'report_problem':
          return happened([{ type: 'error', error: command.error }])
        case 'saved':
          return saved(state)
        case 'held':
          return held(state, command.heldBy)
        case 'followed':
          // What runs here is told by its agent.
          return isIdle(state) ? happened(followed(state, command.page)) : nothing
        case 'recount':
          return recounted(state, command.metadata)
        default:
          return unreachable(command)
      }
    default:
      return unreachable(command)
  }
}

/** What our agent remembers is not all there is any more, once another has gone on: the next prompt begins with a new one. */
function held(state: SessionState, heldBy: HeldBy | null): Decision {
  const { session } = state
  if (JSON.stringify(session.heldBy ?? null) === JSON.stringify(heldBy)) return nothing
  return happened([updated(session, { heldBy })], isIdle(state) ? [{ type: 'dismiss_agent' }] : [])
}

function stored(decision: Decision): Decision {
  if (!decision.ok) return decision
  return { ...decision, effects: decision.effects.filter(({ type }) => type !== 'save_session') }
}

/** Most counts find what was known: windows need not hear of it. */
function recounted({ session }: SessionState, metadata: SessionMetadata): Decision {
  const now = counted(session, metadata)
  return JSON.stringify(now) === JSON.stringify(session) ? nothing : happened([updated(now, {})])
}

function changeHistory(
  state: SessionState,
  { messages, before }: Extract<CommandFrom<'host'>, { type: 'change_history' }>
): Decision {
  if (!isIdle(state)) return refused('turn_running')
  return happened([{ type: 'history_changed', messages: [...messages], before }], [{ type: 'dismiss_agent' }])
}

function saved({ session, problem }: SessionState): Decision {
  if (problem === null || !untilSaved.has(problem.code)) return nothing
  return happened([{ type: 'session_updated', session, problemOver: problem.code }])
}
