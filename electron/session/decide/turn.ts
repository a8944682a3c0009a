/** How a turn begins and ends. */
import { attachmentBlock } from '../../../shared/attachmentBlock.ts'
import { counted } from '../../../shared/counted.ts'
import type { SessionEvent } from '../../../shared/events.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import { isCommand } from '../../../shared/isCommand.ts'
import { previewOf } from '../../../shared/previewOf.ts'
import type {
  QueuedMessage,
  SessionMessage,
  SessionMetadata,
  SessionSummary
} from '../../../shared/session.ts'
import { happened, isIdle, nothing, updated } from './decision.ts'
import type { CommandFrom, Decision, Effect } from './decision.ts'

/** `notice` stands before the prompt. */
export function startTurn(
  session: SessionSummary,
  queued: QueuedMessage,
  at: string,
  notice: SessionMessage | null = null
): { events: SessionEvent[]; effects: Effect[] } {
  const attachments = queued.attachments ?? []
  const message: SessionMessage = {
    id: queued.id,
    role: 'user',
    content: [
      ...(queued.text === '' ? [] : [{ type: 'text' as const, text: queued.text }]),
      ...attachments.map(attachmentBlock)
    ],
    createdAt: at,
    isStreaming: false
  }
  return {
    events: [
      ...(notice === null ? [] : [{ type: 'message_added' as const, message: notice }]),
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

/** What the list may show before the transcript has been counted. */
function withPrompt(metadata: SessionMetadata, text: string, at: string): SessionMetadata {
  return {
    ...metadata,
    messageCount: metadata.messageCount + 1,
    lastMessageAt: at,
    firstMessagePreview: metadata.firstMessagePreview ?? (isCommand(text) ? null : previewOf(text))
  }
}

export function endTurn(
  state: SessionState,
  command: Extract<CommandFrom<'host'>, { type: 'end_turn' }>
): Decision {
  if (isIdle(state)) return nothing
  const events: SessionEvent[] = state.permissions.map(({ id }) => ({
    type: 'permission_settled',
    requestId: id,
    outcome: 'cancelled'
  }))
  events.push({
    type: 'message_complete',
    ...(command.turnId === undefined ? null : { turnId: command.turnId }),
    outcome: command.outcome,
    ...(command.error ? { error: command.error } : null),
    metadata: command.metadata
  })
  const session: SessionSummary = {
    ...counted(state.session, command.metadata),
    state: 'idle',
    retry: null
  }
  const [next, ...rest] = state.queue
  const goesOn = command.mayGoOn && (command.outcome === 'done' || next?.urgent === true)
  if (!next || !goesOn) return happened(events)
  const started = startTurn(session, next, command.at)
  return happened([...events, { type: 'queue_changed', queue: rest }, ...started.events], started.effects)
}
