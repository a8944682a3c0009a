/**
 * What a session answers to a command: the events that become true and the work they cause outside,
 * or a refusal. Pure: who needs the time or an id brings it. Called by `SessionHost` alone, which
 * folds, numbers, journals and sends the events before it carries out any effect.
 */
import { unreachable } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import type { SessionEvent } from '../../shared/events.ts'
import type { SessionState } from '../../shared/evolve.ts'
import type { ClientCommand, SendMessage } from '../../shared/protocol.ts'
import type {
  Attachment,
  PermissionAnswer,
  PermissionMode,
  PermissionRule,
  QueuedMessage,
  SessionMessage,
  SessionMetadata,
  SessionSummary,
  TurnOutcome
} from '../../shared/session.ts'
import type { AgentOutput, AgentPrompt } from '../agent/port.ts'

/** What the host may be told: by a person, by the agent, or by its own rim when a turn is accounted for. */
export type SessionCommand =
  | { readonly from: 'client'; readonly command: ClientCommand; readonly at: string }
  | {
      readonly from: 'agent'
      readonly output: Exclude<AgentOutput, { type: 'turn_ended' }>
      readonly at: string
    }
  | {
      readonly from: 'host'
      readonly type: 'end_turn'
      readonly outcome: TurnOutcome
      readonly error?: Failure
      readonly metadata: SessionMetadata
      readonly at: string
    }
  | {
      readonly from: 'host'
      readonly type: 'change_session'
      readonly changes: SessionChanges
      readonly at: string
    }
  | { readonly from: 'host'; readonly type: 'report_problem'; readonly error: Failure }

export interface SessionChanges {
  readonly title?: string | null
  readonly archived?: boolean
  readonly permissionMode?: PermissionMode
  readonly model?: string | null
}

/** Work outside the fold, carried out in order after the events are on their way. */
export type Effect =
  | { readonly type: 'start_turn'; readonly prompt: AgentPrompt }
  | { readonly type: 'interrupt_turn' }
  | { readonly type: 'answer_permission'; readonly requestId: string; readonly answer: PermissionAnswer }
  | {
      readonly type: 'remember_rules'
      readonly scope: 'session' | 'project'
      readonly rules: readonly PermissionRule[]
    }
  | { readonly type: 'set_permission_mode'; readonly permissionMode: PermissionMode }
  | { readonly type: 'set_model'; readonly model: string | null }
  | { readonly type: 'save_session'; readonly changes: SessionChanges; readonly by: 'user' | 'agent' }

export type Decision =
  | { readonly ok: true; readonly events: readonly SessionEvent[]; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly error: Failure }

const nothing: Decision = { ok: true, events: [], effects: [] }

export function decide(state: SessionState, command: SessionCommand): Decision {
  switch (command.from) {
    case 'client':
      return decideClient(state, command.command, command.at)
    case 'agent':
      return decideAgent(state, command.output, command.at)
    case 'host':
      switch (command.type) {
        case 'end_turn':
          return endTurn(state, command)
        case 'change_session':
          return changeSession(state, command.changes, command.at, 'user')
        case 'report_problem':
          return happened([{ type: 'error', error: command.error }])
        default:
          return unreachable(command)
      }
    default:
      return unreachable(command)
  }
}

function decideClient(state: SessionState, command: ClientCommand, at: string): Decision {
  switch (command.type) {
    case 'send_message':
      return sendMessage(state, command, at)
    case 'unqueue_message':
      return unqueueMessage(state, command.messageId)
    case 'interrupt':
      // The turn may have ended while the key was on its way: nothing to do is not an error.
      if (state.session.state !== 'running') return nothing
      return happened([updated(state.session, { state: 'interrupting' })], [{ type: 'interrupt_turn' }])
    case 'set_permission_mode':
      return changeSession(state, { permissionMode: command.permissionMode }, at, 'user')
    case 'set_model':
      return changeSession(state, { model: command.model }, at, 'user')
    case 'answer_permission':
      return answerPermission(state, command.requestId, command.answer)
    default:
      return unreachable(command)
  }
}

function sendMessage(state: SessionState, command: SendMessage, at: string): Decision {
  const { text, attachments = [], config } = command
  if (config.sessionId !== undefined && config.sessionId !== state.session.id) {
    return refused('wrong_session', 'This message belongs to another session and was not sent.')
  }
  if (text.trim() === '' && attachments.length === 0) {
    return refused('empty_message', 'Write something before you send.')
  }
  const changes: SessionChanges = {
    ...(config.permissionMode === undefined ? null : { permissionMode: config.permissionMode }),
    ...(config.model === undefined ? null : { model: config.model })
  }
  const changed = changeSession(state, changes, at, 'user')
  if (!changed.ok) return changed
  const session = { ...state.session, ...changes }
  const message: QueuedMessage =
    attachments.length === 0 ? { id: command.id, text } : { id: command.id, text, attachments }
  if (state.session.state !== 'idle') {
    return {
      ok: true,
      events: [...changed.events, { type: 'queue_changed', queue: [...state.queue, message] }],
      effects: changed.effects
    }
  }
  const started = startTurn(session, message, at)
  return {
    ok: true,
    events: [...changed.events, ...started.events],
    effects: [...changed.effects, ...started.effects]
  }
}

function startTurn(
  session: SessionSummary,
  queued: QueuedMessage,
  at: string
): { events: SessionEvent[]; effects: Effect[] } {
  const attachments = queued.attachments ?? []
  const message: SessionMessage = {
    id: queued.id,
    role: 'user',
    content: [
      ...(queued.text === '' ? [] : [{ type: 'text' as const, text: queued.text }]),
      ...attachments.map(imageBlock)
    ],
    createdAt: at,
    isStreaming: false
  }
  return {
    events: [
      { type: 'message_added', message },
      updated(session, {
        state: 'running',
        updatedAt: at,
        retry: null,
        metadata: withPrompt(session.metadata, queued.text, at)
      })
    ],
    effects: [{ type: 'start_turn', prompt: { id: queued.id, text: queued.text, attachments } }]
  }
}

function imageBlock(attachment: Attachment): SessionMessage['content'][number] {
  return {
    type: 'image',
    source: { type: 'base64', media_type: attachment.mediaType, data: attachment.data }
  }
}

/** What the list may show before the transcript has been counted. */
function withPrompt(metadata: SessionMetadata, text: string, at: string): SessionMetadata {
  return {
    ...metadata,
    messageCount: metadata.messageCount + 1,
    lastMessageAt: at,
    firstMessagePreview: metadata.firstMessagePreview ?? previewOf(text)
  }
}

/** One line, at most 200 characters, null when there is no text. */
export function previewOf(text: string): string | null {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line === '' ? null : Array.from(line.slice(0, 400)).slice(0, 200).join('')
}

function unqueueMessage(state: SessionState, messageId: string): Decision {
  const queue = state.queue.filter(({ id }) => id !== messageId)
  if (queue.length === state.queue.length) {
    return refused('not_queued', 'That message has been sent already or was removed before.')
  }
  return happened([{ type: 'queue_changed', queue }])
}

function answerPermission(state: SessionState, requestId: string, answer: PermissionAnswer): Decision {
  const request = state.permissions.find(({ id }) => id === requestId)
  if (!request) {
    return refused('permission_settled', 'This request has been answered already, or the turn is over.')
  }
  const allowed = answer.behavior === 'allow'
  const remember: Effect[] =
    allowed && answer.remember !== undefined && request.rules.length > 0
      ? [{ type: 'remember_rules', scope: answer.remember, rules: request.rules }]
      : []
  return happened(
    [{ type: 'permission_settled', requestId, outcome: allowed ? 'allowed' : 'denied' }],
    [...remember, { type: 'answer_permission', requestId, answer }]
  )
}

function changeSession(
  state: SessionState,
  changes: SessionChanges,
  at: string,
  by: 'user' | 'agent'
): Decision {
  const { session } = state
  // What a person called a session stays; the store keeps the agent's title for when it is taken back.
  const keepsTitle = changes.title === undefined || (by === 'agent' && session.titleSource === 'own')
  const named = keepsTitle ? null : titled(changes.title ?? null, by)
  const next: SessionSummary = { ...session, ...changes, title: session.title, ...named }
  const isSame =
    next.title === session.title &&
    next.archived === session.archived &&
    next.permissionMode === session.permissionMode &&
    next.model === session.model
  const effects: Effect[] = [{ type: 'save_session', changes, by }]
  if (isSame) return changes.title === undefined ? nothing : happened([], effects)
  if (by === 'user' && next.permissionMode !== session.permissionMode) {
    effects.push({ type: 'set_permission_mode', permissionMode: next.permissionMode })
  }
  if (by === 'user' && next.model !== session.model) effects.push({ type: 'set_model', model: next.model })
  return happened([updated(next, { updatedAt: at })], effects)
}

function titled(title: string | null, by: 'user' | 'agent'): Pick<SessionSummary, 'title' | 'titleSource'> {
  const text = title?.trim() || null
  return { title: text, titleSource: text === null ? null : by === 'user' ? 'own' : 'agent' }
}

function decideAgent(
  state: SessionState,
  output: Exclude<AgentOutput, { type: 'turn_ended' }>,
  at: string
): Decision {
  switch (output.type) {
    case 'message_added':
      // What arrives after the turn is over is told, but nothing would end it: it stands as it is.
      return happened([
        {
          type: 'message_added',
          message: isIdle(state) ? { ...output.message, isStreaming: false } : output.message
        }
      ])
    case 'stream_output':
      return happened([output])
    case 'permission_requested':
      if (isIdle(state)) {
        return happened(
          [],
          [{ type: 'answer_permission', requestId: output.request.id, answer: { behavior: 'deny' } }]
        )
      }
      return happened([{ type: 'permission_requested', request: output.request }])
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
    case 'problem':
      return happened([{ type: 'error', error: output.error }])
    default:
      return unreachable(output)
  }
}

function endTurn(state: SessionState, command: Extract<SessionCommand, { type: 'end_turn' }>): Decision {
  if (isIdle(state)) return nothing
  const events: SessionEvent[] = state.permissions.map(({ id }) => ({
    type: 'permission_settled',
    requestId: id,
    outcome: 'cancelled'
  }))
  events.push({
    type: 'message_complete',
    outcome: command.outcome,
    ...(command.error ? { error: command.error } : null),
    metadata: command.metadata
  })
  const session: SessionSummary = { ...state.session, state: 'idle', retry: null, metadata: command.metadata }
  const [next, ...rest] = state.queue
  if (command.outcome !== 'done' || !next) return happened(events)
  const started = startTurn(session, next, command.at)
  return happened([...events, { type: 'queue_changed', queue: rest }, ...started.events], started.effects)
}

function isIdle(state: SessionState): boolean {
  return state.session.state === 'idle'
}

function updated(session: SessionSummary, changes: Partial<SessionSummary>): SessionEvent {
  return { type: 'session_updated', session: { ...session, ...changes } }
}

function happened(events: readonly SessionEvent[], effects: readonly Effect[] = []): Decision {
  return { ok: true, events, effects }
}

function refused(code: string, message: string): Decision {
  return { ok: false, error: { code, message } }
}
