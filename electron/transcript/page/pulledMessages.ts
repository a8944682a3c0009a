/**
 * What Claude Code writes before the prompt that caused it, and a reader sees behind that prompt, as while it happened:
 * the boundary a `/compact` has made, and what hooks said when a prompt began the session. Pure; `assemble.ts` puts it
 * there, and `readPage.ts` keeps both on one page.
 */
import { isPrompt } from '../../../shared/evolve.ts'
import type { SessionMessage } from '../../../shared/session.ts'

/** Whether the message stands behind the prompt that comes next. */
export function isPulledBehind(message: SessionMessage, prompt: SessionMessage): boolean {
  if (message.notice === 'compacted') return isCompact(prompt)
  return message.notice === 'hook' && message.hook?.startsWith('SessionStart') === true && isPrompt(prompt)
}

/** Puts what is pulled behind its prompt; everything else stays where it is. */
export function pulledBehindPrompts(messages: SessionMessage[]): SessionMessage[] {
  if (!messages.some(({ notice }) => notice === 'compacted' || notice === 'hook')) return messages
  const settled: SessionMessage[] = []
  let waiting: SessionMessage[] = []
  for (const message of messages) {
    if (mayBePulled(message)) {
      waiting.push(message)
      continue
    }
    const pulled = waiting.filter((before) => isPulledBehind(before, message))
    settled.push(...waiting.filter((before) => !pulled.includes(before)), message, ...pulled)
    waiting = []
  }
  return [...settled, ...waiting]
}

function mayBePulled({ notice, hook }: SessionMessage): boolean {
  return notice === 'compacted' || (notice === 'hook' && hook?.startsWith('SessionStart') === true)
}

function isCompact(message: SessionMessage): boolean {
  const [block] = message.content
  return isPrompt(message) && block?.type === 'text' && /^\/compact(?:\s|$)/u.test(block.text)
}
