/** What a session answers to a person. */
import { unreachable } from '../../../shared/errors.ts'
import type { SessionEvent } from '../../../shared/events.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import type { SendMessage } from '../../../shared/protocol.ts'
import type { QueuedMessage, SessionSummary } from '../../../shared/session.ts'
import { ourFailure } from '../../ourFailure.ts'
import type { OurFailure } from '../../ourFailure.ts'
import { changeSession } from './changeSession.ts'
import { answerPermission } from './decidePermission.ts'
import { happened, nothing, refused, updated } from './decision.ts'
import type { CommandFrom, Decision, Effect, Missing, SessionChanges } from './decision.ts'
import { restNotice } from './restNotice.ts'
import { startTurn } from './turn.ts'

type ClientSaid = CommandFrom<'client'>

export function decideClient(state: SessionState, said: ClientSaid): Decision {
  const { command } = said
  switch (command.type) {
    case 'send_message':
      return sendMessage(state, command, said)
    case 'unqueue_message':
      return unqueueMessage(state, command.messageId)
    case 'edit_queued':
      return editQueued(state, command.messageId, command.text)
    case 'move_queued':
      return moveQueued(state, command.messageId, command.before)
    case 'resume_queue':
      return resumeQueue(state, said)
    case 'interrupt':
      // The turn may have ended while the key was on its way: nothing to do is not an error.
      if (state.session.state !== 'running') return nothing
      return happened([updated(state.session, { state: 'interrupting' })], [{ type: 'interrupt_turn' }])
    case 'set_permission_mode':
      return choose(state, { permissionMode: command.permissionMode }, said)
    case 'set_model':
      return choose(state, { model: command.model }, said)
    case 'set_effort':
      return choose(state, { effort: command.effort }, said)
    case 'answer_permission':
      return answerPermission(state, command.requestId, command.answer)
    default:
      return unreachable(command)
  }
}

/** A mode or an effort of another version stays as it is; whoever chooses one the agent does not have is refused. */
function choose(state: SessionState, changes: SessionChanges, { options, at }: ClientSaid): Decision {
  const { permissionMode, effort = null } = changes
  const { session } = state
  const isOffered = (offered: readonly { readonly id: string }[] | undefined, wished: string): boolean =>
    offered === undefined || offered.some(({ id }) => id === wished)
  if (
    permissionMode !== undefined &&
    permissionMode !== session.permissionMode &&
    !isOffered(options?.permissionModes, permissionMode)
  ) {
    return refused('unknown_permission_mode', { mode: permissionMode })
  }
  if (effort !== null && effort !== session.effort && !isOffered(options?.efforts, effort)) {
    return refused('unknown_effort', { effort })
  }
  return changeSession(state, changes, at, 'user')
}

/** Two processes that write one transcript tear it apart: what is said here waits until the other has let go. */
export function heldElsewhere({ session: { heldBy } }: SessionState): OurFailure | null {
  return heldBy ? ourFailure('held_elsewhere', { kind: heldBy.kind, pid: heldBy.pid }) : null
}

/** Why no turn can begin now; null when one can. A turn that runs needs nothing more: what is sent waits for its end. */
function cannotBegin(state: SessionState, missing: Missing | undefined): OurFailure | null {
  const elsewhere = heldElsewhere(state)
  if (elsewhere || missing === undefined || state.session.state !== 'idle') return elsewhere
  return missing.what === 'folder'
    ? ourFailure('no_folder', { folder: missing.folder })
    : ourFailure('no_transcript')
}

function sendMessage(state: SessionState, command: SendMessage, said: ClientSaid): Decision {
  const { text, attachments = [], config } = command
  const { at, missing } = said
  const reason = cannotBegin(state, missing)
  if (reason) return { ok: false, error: reason }
  if (config.sessionId !== undefined && config.sessionId !== state.session.id) {
    return refused('wrong_session')
  }
  if (text.trim() === '' && attachments.length === 0) {
    return refused('empty_message')
  }
  const changes: SessionChanges = {
    ...(config.permissionMode === undefined ? null : { permissionMode: config.permissionMode }),
    ...(config.model === undefined ? null : { model: config.model }),
    ...(config.effort === undefined ? null : { effort: config.effort })
  }
  const changed = choose(state, changes, said)
  if (!changed.ok) return changed
  const session = changed.events.length > 0 ? { ...state.session, ...changes, updatedAt: at } : state.session
  const message: QueuedMessage =
    attachments.length === 0 ? { id: command.id, text } : { id: command.id, text, attachments }
  const next =
    state.session.state === 'idle' ? startTurn(session, message, at, restNotice(state, said)) : null
  const { events, effects } = next ?? waitForTurn(state, session, message, command.interrupt === true)
  return {
    ok: true,
    events: [...changed.events, ...events],
    effects: [...changed.effects, ...effects]
  }
}

/** Behind what is queued; or, to be sent as soon as the turn has been stopped, before it. */
function waitForTurn(
  { queue }: SessionState,
  session: SessionSummary,
  message: QueuedMessage,
  interrupts: boolean
): { events: SessionEvent[]; effects: Effect[] } {
  if (!interrupts) return { events: [{ type: 'queue_changed', queue: [...queue, message] }], effects: [] }
  const queued: SessionEvent = { type: 'queue_changed', queue: [{ ...message, urgent: true }, ...queue] }
  if (session.state !== 'running') return { events: [queued], effects: [] }
  return {
    events: [queued, updated(session, { state: 'interrupting' })],
    effects: [{ type: 'interrupt_turn' }]
  }
}

function unqueueMessage(state: SessionState, messageId: string): Decision {
  const queue = state.queue.filter(({ id }) => id !== messageId)
  if (queue.length === state.queue.length) return notQueued()
  return happened([{ type: 'queue_changed', queue }])
}

const notQueued = (): Decision => refused('not_queued')

function editQueued(state: SessionState, messageId: string, text: string): Decision {
  const at = state.queue.findIndex(({ id }) => id === messageId)
  const message = state.queue[at]
  if (!message) return notQueued()
  if (text.trim() === '' && message.attachments === undefined) {
    return refused('empty_message', { where: 'queue' })
  }
  return happened([{ type: 'queue_changed', queue: state.queue.with(at, { ...message, text }) }])
}

function moveQueued(state: SessionState, messageId: string, before: string | null): Decision {
  const message = state.queue.find(({ id }) => id === messageId)
  if (!message) return notQueued()
  const others = state.queue.filter(({ id }) => id !== messageId)
  const at = before === null ? others.length : others.findIndex(({ id }) => id === before)
  if (at === -1) return notQueued()
  return happened([{ type: 'queue_changed', queue: others.toSpliced(at, 0, message) }])
}

function resumeQueue(state: SessionState, said: ClientSaid): Decision {
  const reason = cannotBegin(state, said.missing)
  if (reason) return { ok: false, error: reason }
  const next = state.queue[0]
  if (state.session.state !== 'idle' || !next) return nothing
  const started = startTurn(state.session, next, said.at, restNotice(state, said))
  return happened(
    [{ type: 'queue_changed', queue: state.queue.slice(1) }, ...started.events],
    started.effects
  )
}
