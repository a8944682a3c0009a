/** A prompt taken back into the composer: its words and what was sent along. Pure. */
import type { Attachment, ContentBlock, SessionMessage } from '../../shared/session.ts'
import { Attachment as AttachmentSchema } from '../../shared/session.ts'

export interface PromptDraft {
  readonly text: string
  readonly attachments: readonly Attachment[]
}

export function promptOf(message: SessionMessage): PromptDraft {
  return {
    text: message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n\n'),
    attachments: message.content.flatMap((block) => attachmentOf(block) ?? [])
  }
}

/** Null for what cannot be sent again as it is here: a kind no client sends, or only its beginning. */
function attachmentOf(block: ContentBlock): Attachment | null {
  if (block.type === 'image' && block.source.type === 'base64') {
    const { media_type: mediaType, data } = block.source
    return AttachmentSchema.safeParse({ type: 'image', mediaType, data }).data ?? null
  }
  if (block.type !== 'document' || block.truncated !== undefined) return null
  const name = block.title ?? 'document'
  return block.source.type === 'text'
    ? { type: 'text', name, text: block.source.data }
    : { type: 'pdf', name, data: block.source.data }
}
