/**
 * Messages between Enter and their echo. Pure: each function gives the list as it is afterwards, the
 * same list when nothing changed.
 */
import type { Failure } from '../../shared/errors.ts'
import type { SessionEvent } from '../../shared/events.ts'
import type { QueuedMessage, SessionMessage } from '../../shared/session.ts'
import type { OutboxEntry } from '../connection/outboxEntry.ts'

type Outbox = readonly OutboxEntry[]

/** An event that shows the message, running or queued, ends its wait. */
export function afterEvent(outbox: Outbox, event: SessionEvent): Outbox {
  if (outbox.length === 0) return outbox
  // A recorded message's echo comes before anything that follows from it.
  switch (event.type) {
    case 'message_added':
      return without(outbox, new Set([event.message.id]))
    case 'queue_changed':
      return without(outbox, new Set(event.queue.map(({ id }) => id)))
    case 'message_complete':
      return keep(outbox, ({ state }) => state !== 'recorded')
    case 'stream_output':
    case 'permission_requested':
    case 'permission_settled':
    case 'session_updated':
    case 'history_changed':
    case 'error':
      return outbox
  }
}

/** After a page or a snapshot: what it holds has arrived, and what was recorded is in the past of it. */
export function afterMessages(
  outbox: Outbox,
  messages: readonly SessionMessage[],
  queue: readonly QueuedMessage[]
): Outbox {
  if (outbox.length === 0) return outbox
  const arrived = new Set([...messages, ...queue].map(({ id }) => id))
  return keep(outbox, ({ id, state }) => state !== 'recorded' && !arrived.has(id))
}

export function withEntry(outbox: Outbox, entry: OutboxEntry): Outbox {
  return [...outbox.filter(({ id }) => id !== entry.id), entry]
}

export function withoutEntry(outbox: Outbox, id: string): Outbox {
  return without(outbox, new Set([id]))
}

/** The server has it; a later reload need not send it again. */
export function recorded(outbox: Outbox, id: string): Outbox {
  return change(outbox, id, (entry) => ({ ...content(entry), state: 'recorded' }))
}

export function failed(outbox: Outbox, id: string, error: Failure): Outbox {
  return change(outbox, id, (entry) => ({ ...content(entry), state: 'failed', error }))
}

/** On its way again, under the same id. */
export function retried(outbox: Outbox, id: string): Outbox {
  return change(outbox, id, (entry) => ({ ...content(entry), state: 'sending' }))
}

function content(entry: OutboxEntry): Omit<OutboxEntry, 'state' | 'error'> {
  const { id, text, attachments, config, interrupt } = entry
  return { id, text, attachments, config, ...(interrupt === undefined ? null : { interrupt }) }
}

function change(outbox: Outbox, id: string, changed: (entry: OutboxEntry) => OutboxEntry): Outbox {
  return outbox.some((entry) => entry.id === id)
    ? outbox.map((entry) => (entry.id === id ? changed(entry) : entry))
    : outbox
}

function without(outbox: Outbox, ids: ReadonlySet<string>): Outbox {
  return keep(outbox, ({ id }) => !ids.has(id))
}

function keep(outbox: Outbox, wanted: (entry: OutboxEntry) => boolean): Outbox {
  const kept = outbox.filter(wanted)
  return kept.length === outbox.length ? outbox : kept
}
