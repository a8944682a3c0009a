/**
 * Puts what a subagent said among the messages of a page, in the order in which it was told while
 * it happened: after the tool use that started it, and by time. Pure; called by `readSessionPage.ts`.
 */
import type { SessionMessage } from '../../../shared/session.ts'

/**
 * `messages` with `thread` in it, both oldest first; neither changes its own order. A message of the
 * thread stands in front of the first that is as old or younger, so a report follows what it reports.
 */
export function placeThread(
  messages: readonly SessionMessage[],
  toolUseId: string,
  thread: readonly SessionMessage[]
): SessionMessage[] {
  const start = messages.findIndex((message) => asksFor(message, toolUseId)) + 1
  const placed = messages.slice(0, start)
  let next = 0
  for (const message of messages.slice(start)) {
    const time = Date.parse(message.createdAt)
    for (let told = thread[next]; told && Date.parse(told.createdAt) <= time; told = thread[next]) {
      placed.push(told)
      next += 1
    }
    placed.push(message)
  }
  return [...placed, ...thread.slice(next)]
}

function asksFor({ content }: SessionMessage, toolUseId: string): boolean {
  return content.some((block) => block.type === 'tool_use' && block.id === toolUseId)
}
