/**
 * What becomes true in a session when another process has written on in its transcript: the newest messages are read
 * anew, and what is new in them is told. Pure. Used by `decide.ts`.
 */
import type { SessionEvent } from '../../../shared/events.ts'
import { messagesOf } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import type { Page } from '../../../shared/page.ts'
import type { SessionMessage } from '../../../shared/session.ts'

/** The events by which the session comes to end as `page` does, which holds its newest messages, oldest first. */
export function followed(state: SessionState, page: Page): SessionEvent[] {
  return grown(messagesOf(state), page.messages) ?? [{ type: 'history_changed', ...page }]
}

/** Null when it did not only grow, or by more than a page: then it is put in place whole. */
function grown(known: readonly SessionMessage[], newest: readonly SessionMessage[]): SessionEvent[] | null {
  const ids = new Set(known.map(({ id }) => id))
  const first = newest[0]
  let at = first === undefined ? known.length : known.findIndex(({ id }) => id === first.id)
  // Nothing was there before; else what lies between is not known.
  if (at === -1) {
    if (known.length > 0) return null
    at = 0
  }
  const events: SessionEvent[] = []
  for (const message of newest) {
    const there = known[at]
    if (there?.id === message.id) {
      if (!isSame(there, message)) events.push({ type: 'message_added', message })
      at += 1
    } else if (ids.has(message.id)) return null
    else if (there === undefined) events.push({ type: 'message_added', message })
    else events.push({ type: 'message_added', message, before: there.id })
  }
  return at === known.length ? events : null
}

/** An answer grows by whole blocks, and what is told of a message is told in its blocks. */
function isSame(one: SessionMessage, other: SessionMessage): boolean {
  return one === other || JSON.stringify(one.content) === JSON.stringify(other.content)
}
