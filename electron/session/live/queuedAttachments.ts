/**
 * What is attached to queued messages can be large, and every change of the queue tells the whole of it.
 * So windows get names and kinds only, and the journal gets each attachment once. Pure.
 */
import { unreachable } from '../../../shared/errors.ts'
import type { SessionEvent } from '../../../shared/events.ts'
import type { Attachment, QueuedMessage } from '../../../shared/session.ts'

/** Characters of an attachment that a queue may tell each time. */
const LARGEST_TOLD = 4 * 1024

/** The message without the contents of its larger attachments; itself when it has none. */
export function slimQueued(message: QueuedMessage): QueuedMessage {
  if (!message.attachments?.some(isLarge)) return message
  return { ...message, attachments: message.attachments.map(slimAttachment) }
}

function slimAttachment(attachment: Attachment): Attachment {
  if (!isLarge(attachment)) return attachment
  return attachment.type === 'text' ? { ...attachment, text: '' } : { ...attachment, data: '' }
}

function isLarge(attachment: Attachment): boolean {
  switch (attachment.type) {
    case 'text':
      return attachment.text.length > LARGEST_TOLD
    case 'image':
    case 'pdf':
      return attachment.data.length > LARGEST_TOLD
    default:
      return unreachable(attachment)
  }
}

/** A journal's events as they were decided: a queue told later has the attachments it was first told with. */
export function withWholeQueues(events: readonly SessionEvent[]): SessionEvent[] {
  const attachments = new Map<string, QueuedMessage['attachments']>()
  return events.map((event) => {
    if (event.type !== 'queue_changed') return event
    const queue = event.queue.map((message) => {
      if (!attachments.has(message.id)) attachments.set(message.id, message.attachments)
      return wholeQueued(message, attachments.get(message.id))
    })
    return { ...event, queue }
  })
}

export function wholeQueued(
  message: QueuedMessage,
  attachments: QueuedMessage['attachments']
): QueuedMessage {
  return attachments === undefined ? message : { ...message, attachments }
}
