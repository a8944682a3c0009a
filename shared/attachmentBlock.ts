/** What was sent along, as the block it becomes in the message: the same at both ends and in the transcript. */
import { unreachable } from './errors.ts'
import type { Attachment, DocumentBlock, ImageBlock } from './session.ts'

/**
 * The block that stands in the message for what was sent along; the same live and when the agent's transcript is
 * read.
 */
export function attachmentBlock(attachment: Attachment): ImageBlock | DocumentBlock {
  switch (attachment.type) {
    case 'image':
      return {
        type: 'image',
        source: { type: 'base64', media_type: attachment.mediaType, data: attachment.data }
      }
    case 'text':
      return {
        type: 'document',
        title: attachment.name,
        source: { type: 'text', media_type: 'text/plain', data: attachment.text }
      }
    case 'pdf':
      return {
        type: 'document',
        title: attachment.name,
        source: { type: 'base64', media_type: 'application/pdf', data: attachment.data }
      }
    default:
      return unreachable(attachment)
  }
}
