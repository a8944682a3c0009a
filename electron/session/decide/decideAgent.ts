/** What becomes true when the agent does something. */
import { unreachable } from '../../../shared/errors.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import { clearedLine } from '../../transcript/page/readParts.ts'
import { changeSession } from './changeSession.ts'
import { happened, isIdle, nothing, updated } from './decision.ts'
import type { CommandFrom, Decision } from './decision.ts'
import { announceTool, requestPermission } from './decidePermission.ts'

export function decideAgent(state: SessionState, { output, at, facts }: CommandFrom<'agent'>): Decision {
  switch (output.type) {
    case 'message_added':
      // What arrives after the turn is over is told, but nothing would end it: it stands as it is.
      return happened([
        {
          type: 'message_added',
          message: isIdle(state) ? { ...output.message, isStreaming: false } : output.message,
          ...(output.before === undefined ? null : { before: output.before })
        }
      ])
    case 'stream_output':
      return happened([output])
    case 'permission_requested':
      return requestPermission(state, output.request, facts, output.use)
    case 'tool_announced':
      return announceTool(state, output.use, facts)
    case 'permission_withdrawn':
      if (!state.permissions.some(({ id }) => id === output.requestId)) return nothing
      return happened([{ type: 'permission_settled', requestId: output.requestId, outcome: 'cancelled' }])
    case 'turn_started':
      return isIdle(state) ? happened([updated(state.session, { state: 'running', updatedAt: at })]) : nothing
    case 'retrying':
      if (isIdle(state) || (output.retry === null && state.session.retry === null)) return nothing
      return happened([updated(state.session, { retry: output.retry })])
    case 'permission_mode_changed':
      return changeSession(state, { permissionMode: output.permissionMode }, at, 'agent')
    case 'model_changed':
      return changeSession(state, { model: output.model }, at, 'agent')
    case 'title_changed':
      return changeSession(state, { title: output.title }, at, 'agent')
    case 'conversation_changed': {
      // Where it is kept is written down already; what a person sees of it is the line.
      const { id, at: changedAt, isReset } = output.change
      return isReset ? happened([{ type: 'message_added', message: clearedLine(id, changedAt) }]) : nothing
    }
    case 'problem':
      return happened([{ type: 'error', error: output.error }])
    default:
      return unreachable(output)
  }
}
