/** Does outside what was decided inside. Called by `SessionHost` after the events are on their way. */
import { unreachable } from '../../../shared/errors.ts'
import type { AgentRunner } from './agentRunner.ts'
import type { Effect } from '../decide/decision.ts'
import type { HostPorts } from './hostPorts.ts'

export function carryOut(effect: Effect, { runner, ports }: { runner: AgentRunner; ports: HostPorts }): void {
  switch (effect.type) {
    case 'start_turn': {
      const resumeAt = ports.resumeAt()
      runner.prompt(resumeAt === undefined ? effect.prompt : { ...effect.prompt, resumeAt })
      return
    }
    case 'interrupt_turn':
      runner.interrupt()
      return
    case 'dismiss_agent':
      runner.dismiss()
      return
    case 'answer_permission':
      runner.answer(effect.requestId, effect.answer)
      return
    case 'judge_tool':
      runner.judge(effect.useId, effect.verdict)
      return
    case 'remember_rules':
      ports.remember(effect.scope, effect.rules)
      return
    case 'set_permission_mode':
      runner.setPermissionMode(effect.permissionMode)
      return
    case 'set_model':
      runner.setModel(effect.model)
      return
    case 'set_effort':
      runner.setEffort(effect.effort)
      return
    case 'save_session':
      ports.saveChoice(effect.changes, effect.by)
      return
    default:
      unreachable(effect)
  }
}
