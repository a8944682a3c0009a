/** The agent's last answer as Markdown: the text of its newest message that has any. Pure. */
import type { SessionMessage } from '../../shared/session.ts'

export function lastAnswer(messages: readonly SessionMessage[]): string | null {
  const answer = messages.findLast(
    ({ role, parentToolUseId, content }) =>
      role === 'assistant' && parentToolUseId === undefined && content.some(({ type }) => type === 'text')
  )
  if (!answer) return null
  return answer.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n\n')
}
