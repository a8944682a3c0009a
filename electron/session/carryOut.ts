/** Does outside what was decided inside. Called by `SessionHost` after the events are on their way. */
import { unreachable } from '../../shared/errors.ts'
import type { AgentSeat } from './agentSeat.ts'
import type { Effect } from './decide/decision.ts'
import type { HostPorts } from './hostPorts.ts'

export function carryOut(effect: Effect, { seat, ports }: { seat: AgentSeat; ports: HostPorts }): void {
  switch (effect.type) {
    case 'start_turn': {
      const resumeAt = ports.resumeAt()
      seat.prompt(resumeAt === undefined ? effect.prompt : { ...effect.prompt, resumeAt })
      return
    }
    case 'interrupt_turn':
      seat.interrupt()
      return
    case 'dismiss_agent':
      seat.dismiss()
      return
    case 'answer_permission':
      seat.answer(effect.requestId, effect.answer)
      return
    case 'judge_tool':
      seat.judge(effect.useId, effect.verdict)
      return
    case 'remember_rules':
      ports.remember(effect.scope, effect.rules)
      return
    case 'set_permission_mode':
      seat.setPermissionMode(effect.permissionMode)
      return
    case 'set_model':
      seat.setModel(effect.model)
      return
    case 'set_effort':
      seat.setEffort(effect.effort)
      return
    case 'save_session':
      ports.saveChoice(effect.changes, effect.by)
      return
    default:
      unreachable(effect)
  }
}
