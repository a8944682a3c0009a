/** One turn of Claude Code as its frames tell it: when it begins, fails, ends. Pure; kept by `ClaudeRun`. */
import { z } from 'zod'
import { unreachable } from '../../../shared/errors.ts'
import type { TurnEnd } from '../../../shared/session.ts'
import type { ClockTimer } from '../../clock.ts'
import { failureOf } from './failures.ts'
import type { ApiRefusal } from './failures.ts'
import type { AssistantFrame, Frame, ResultFrame } from './frames.ts'

export interface Turn {
  /** The uuid our prompt was sent with, null for a turn the agent began itself. */
  readonly promptId: string | null
  /** `starting`: not sent yet. `sent`: the CLI has it. `running`: the CLI works on it. */
  phase: 'starting' | 'sent' | 'running'
  isInterrupting: boolean
  /** What the API refused, as the CLI told it in this turn. */
  refusal: ApiRefusal | null
  /** Runs from an interrupt on. */
  limit: ClockTimer | null
}

export function promptedTurn(promptId: string): Turn {
  return { promptId, phase: 'starting', isInterrupting: false, refusal: null, limit: null }
}

export function unpromptedTurn(): Turn {
  return { promptId: null, phase: 'running', isInterrupting: false, refusal: null, limit: null }
}

/** Frames that only come while the main thread works. What is replayed beside a turn is none. */
export function isWork(frame: Frame): boolean {
  switch (frame.type) {
    case 'stream_event':
    case 'assistant':
      return isMainThread(frame)
    case 'user':
      return isMainThread(frame) && frame.isReplay !== true
    case 'system':
      return frame.subtype === 'init' || frame.subtype === 'api_retry'
    case 'result':
    case 'command_lifecycle':
    case 'conversation_reset':
    case 'rate_limit_event':
    case 'auth_status':
      return false
    default:
      return unreachable(frame)
  }
}

/** A subagent in the background goes on after the turn, and does not keep a person from the next. */
function isMainThread(frame: { readonly parent_tool_use_id?: string | null | undefined }): boolean {
  return frame.parent_tool_use_id === null || frame.parent_tool_use_id === undefined
}

/** What becomes of the prompt of a turn that was sent: taken up, taken back, or nothing yet. */
export function promptProgress(turn: Turn, frame: Frame): 'started' | 'cancelled' | null {
  if (turn.phase !== 'sent' || turn.promptId === null) return null
  if (frame.type === 'command_lifecycle') {
    if (frame.command_uuid !== turn.promptId) return null
    return frame.state === 'started' || frame.state === 'cancelled' ? frame.state : null
  }
  const answered = 'user_message_uuids' in frame ? frame.user_message_uuids : undefined
  return answered?.includes(turn.promptId) === true ? 'started' : null
}

/** The refusal of the API that an answer in the model's place tells of. */
export function refusalOf(frame: AssistantFrame): ApiRefusal | null {
  if (frame.error === undefined || !isMainThread(frame)) return null
  const said = z.array(z.object({ text: z.string() })).safeParse(frame.message.content).data ?? []
  return { code: frame.error, text: said.map(({ text }) => text).join(' '), at: frame.timestamp ?? null }
}

/**
 * How a result ends the turn; null when it is the result of something else. The CLI may have begun a
 * turn itself just before it got our prompt, and `tellsLifecycle` says whether it would tell.
 */
export function endOf(turn: Turn, frame: ResultFrame, tellsLifecycle: boolean): TurnEnd | null {
  if (turn.phase === 'sent' && tellsLifecycle) return null
  const wasStopped = frame.terminal_reason?.startsWith('aborted') === true
  if (wasStopped || (frame.is_error && turn.isInterrupting)) return { outcome: 'interrupted' }
  return frame.is_error ? { outcome: 'failed', error: failureOf(frame, turn.refusal) } : { outcome: 'done' }
}
