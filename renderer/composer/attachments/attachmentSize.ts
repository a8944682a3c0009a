/** How large attachments are: as a person counts them, and as a message carries them. Pure. */
import type { Attachment } from '../../../shared/session.ts'

/** Bytes of the file itself. */
export function attachmentBytes(attachment: Attachment): number {
  if (attachment.type === 'text') return utf8Bytes(attachment.text)
  const padding = attachment.data.endsWith('==') ? 2 : attachment.data.endsWith('=') ? 1 : 0
  return (attachment.data.length / 4) * 3 - padding
}

/** Bytes they take in the message's frame. */
export function carriedBytes(attachments: readonly Attachment[]): number {
  return attachments.reduce(
    (sum, attachment) =>
      sum + (attachment.type === 'text' ? utf8Bytes(attachment.text) : attachment.data.length),
    0
  )
}

export function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).byteLength
}
