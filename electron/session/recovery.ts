/**
 * What a server that died left behind, made whole at the next start: each journal is folded over the
 * transcript, what the transcript lacks is written down, and the turn becomes an interrupted one.
 * Called by `SessionCatalog.start`, after the dead server's agents have been ended.
 */
import type { SessionEvent } from '../../shared/events.ts'
import { evolve, messagesOf, restingState } from '../../shared/evolve.ts'
import type { QueuedMessage, SessionMessage, SessionSummary } from '../../shared/session.ts'
import { ourNotice } from './ourNotice.ts'

export interface Recovered {
  /** Messages of the dead turn, oldest first, nothing in them streaming; empty when no turn ran. */
  readonly messages: readonly SessionMessage[]
  /** The message before them, null at the beginning of the session. */
  readonly after: string | null
  /** What waited behind the turn and waits for a person now. */
  readonly queue: readonly QueuedMessage[]
  readonly session: SessionSummary
}

export interface RecoveryInput {
  readonly session: SessionSummary
  /** Newest messages of the transcript, oldest first. */
  readonly past: readonly SessionMessage[]
  readonly events: readonly SessionEvent[]
  readonly notice: { readonly id: string; readonly at: string }
}

const stoppedText = 'Skein stopped while this turn was running. What had arrived is kept.'

/** Pure: what must be written down, given the transcript and the journal. */
export function recover({ session, past, events, notice }: RecoveryInput): Recovered {
  const start = restingState({ ...session, state: 'idle', retry: null }, { messages: past, before: null })
  const state = events.reduce(evolve, start)
  const touched = new Set(events.flatMap(touchedBy))
  const wasRunning = state.session.state !== 'idle'
  const all = messagesOf(state)
  const first = all.findIndex(({ id }) => touched.has(id))
  const messages =
    first === -1
      ? []
      : all
          .slice(first)
          .filter(({ id }) => touched.has(id))
          .map(stopped)
  return {
    messages: wasRunning ? [...messages, ourNotice('interrupted', stoppedText, notice)] : messages,
    after: (first === -1 ? all.at(-1) : all[first - 1])?.id ?? null,
    queue: state.queue,
    session: { ...state.session, state: 'idle', retry: null }
  }
}

function touchedBy(event: SessionEvent): string[] {
  if (event.type === 'message_added') return [event.message.id]
  return event.type === 'stream_output' ? [event.messageId] : []
}

function stopped(message: SessionMessage): SessionMessage {
  return message.isStreaming ? { ...message, isStreaming: false } : message
}
