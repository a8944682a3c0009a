/** What a session without a title is named by. Pure; asked by whoever counts a transcript or looks at its head. */
import { isCommand } from '../../../shared/isCommand.ts'
import { previewOf } from '../../../shared/previewOf.ts'
import type { SessionMessage } from '../../../shared/session.ts'

/** The words of a person's message, as `previewOf` cuts them; null for what names nothing: a command, a picture alone. */
export function firstWordsIn({ content }: Pick<SessionMessage, 'content'>): string | null {
  const text = content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join(' ')
  return isCommand(text) ? null : previewOf(text)
}
