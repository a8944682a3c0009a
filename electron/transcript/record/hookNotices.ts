/**
 * Notices of hooks as they are read: what one hook said is told once, however often its records repeat it. Pure; called by `assemble.ts` for what was, by the Claude adapter for what happens.
 */
import type { SessionMessage } from '../../../shared/session.ts'

/**
 * Without what a hook has said already since the last message that is no hook's. The same array when there is none.
 */
export function toldOnce(messages: SessionMessage[]): SessionMessage[] {
  if (!messages.some(isHookNotice)) return messages
  const said = new Set<string>()
  return messages.flatMap((message) => {
    if (!isHookNotice(message)) said.clear()
    return unrepeated(message, said) ?? []
  })
}

/** Whether the message holds a hook's words. */
export function isHookNotice({ notice }: SessionMessage): boolean {
  return notice === 'hook'
}

/**
 * The message without what is in `said` already, null when nothing is left of it; adds to `said`. A hook's words
 * stand in several records that follow one another: its error, and the summary of all hooks.
 */
export function unrepeated(message: SessionMessage, said: Set<string>): SessionMessage | null {
  if (!isHookNotice(message)) return message
  const content = message.content.filter((block) => block.type !== 'text' || !said.has(block.text))
  for (const block of content) if (block.type === 'text') said.add(block.text)
  if (content.length === message.content.length) return message
  return content.length === 0 ? null : { ...message, content }
}
