/**
 * What a live session holds and windows are not told whole: long results and documents, which stay whole
 * until they are kept, and what is attached to queued messages. Owned by `LiveState`.
 */
import { unreachable } from '../../../shared/errors.ts'
import type { SessionEvent } from '../../../shared/events.ts'
import { isPrompt } from '../../../shared/evolve.ts'
import type { QueuedMessage, SessionMessage } from '../../../shared/session.ts'
import { previewBlock } from '../../transcript/record/blocks.ts'
import { slimQueued, wholeQueued } from './queuedAttachments.ts'

/** An event as windows get it and the fold takes it, and as the journal keeps it. */
export interface EventForms {
  readonly shown: SessionEvent
  readonly journaled: SessionEvent
}

export class Originals {
  readonly #messages = new Map<string, SessionMessage>()
  #attachments = new Map<string, QueuedMessage['attachments']>()

  /** Takes a queue whose messages are whole and gives it as windows are told of it. */
  takeQueue(queue: readonly QueuedMessage[]): QueuedMessage[] {
    this.#attachments = new Map(queue.map(({ id, attachments }) => [id, attachments]))
    return queue.map(slimQueued)
  }

  /** What the journal would keep of an event; changes nothing. */
  journaled(event: SessionEvent): SessionEvent {
    if (event.type !== 'queue_changed') return event
    const known = this.#attachments
    const queue = event.queue.map((message) => (known.has(message.id) ? slimQueued(message) : message))
    return { ...event, queue }
  }

  tell(event: SessionEvent): EventForms {
    switch (event.type) {
      case 'queue_changed': {
        const journaled = this.journaled(event)
        return { shown: { ...event, queue: this.takeQueue(event.queue) }, journaled }
      }
      case 'message_added':
        return { shown: { ...event, message: this.#previewed(event.message) }, journaled: event }
      case 'stream_output':
      case 'message_complete':
      case 'permission_requested':
      case 'permission_settled':
      case 'session_updated':
      case 'history_changed':
      case 'error':
        return { shown: event, journaled: event }
      default:
        return unreachable(event)
    }
  }

  /** The queue with everything that is attached to it. */
  wholeQueue(queue: readonly QueuedMessage[]): QueuedMessage[] {
    return queue.map((message) => wholeQueued(message, this.#attachments.get(message.id)))
  }

  whole(message: SessionMessage): SessionMessage {
    return this.#messages.get(message.id) ?? message
  }

  /** The messages have been kept. What a person sent is remembered to the end of the turn: its agent may never get it. */
  kept(messages: readonly SessionMessage[]): void {
    for (const message of messages) if (!isPrompt(message)) this.#messages.delete(message.id)
  }

  turnEnded(): void {
    this.#messages.clear()
  }

  #previewed(message: SessionMessage): SessionMessage {
    const content = message.content.map(previewBlock)
    if (content.every((block, index) => block === message.content[index])) return message
    this.#messages.set(message.id, message)
    return { ...message, content }
  }
}
