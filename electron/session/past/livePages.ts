/** Pages of messages that a live session holds itself. Used by `SessionHost` and, for its cursors, by `messagePages.ts`. */
import { messagesOf } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import type { Page } from '../../../shared/page.ts'
import type { Cursor, Snapshot } from '../../../shared/protocol.ts'
import type { SessionMessage } from '../../../shared/session.ts'

/** Begins a cursor for the page before a message that is known by its id alone. */
export const cursorPrefix = 'message:'

/** Messages a snapshot holds; older ones are a page away. */
const snapshotMessages = 200

/** The newest messages and the cursor for those before them. */
export function newestPage(state: SessionState, limit: number): Page {
  return lastOf(state, messagesOf(state), limit)
}

/**
 * The page before a message that is held here (the transcript need not have it yet), null when the
 * cursor names none of them or what precedes it is not held.
 */
export function pageBefore(state: SessionState, cursor: string, limit: number): Page | null {
  const all = messagesOf(state)
  const at = all.findIndex(({ id }) => cursorBefore(id) === cursor)
  if (at === -1 || (at === 0 && state.before !== null)) return null
  return lastOf(state, all.slice(0, at), limit)
}

/** The whole of a session as a window is given it that has nothing yet. */
export function snapshotOf(state: SessionState, cursor: Cursor): Snapshot {
  const { session, queue, permissions, lastTurn, problem } = state
  return {
    type: 'snapshot',
    ...cursor,
    session,
    ...newestPage(state, snapshotMessages),
    queue: [...queue],
    permissions: [...permissions],
    lastTurn,
    problem
  }
}

function lastOf(state: SessionState, held: readonly SessionMessage[], limit: number): Page {
  const messages = held.slice(-limit)
  const oldest = messages[0]
  return {
    messages,
    before: messages.length < held.length && oldest ? cursorBefore(oldest.id) : state.before
  }
}

function cursorBefore(messageId: string): string {
  return `${cursorPrefix}${messageId}`
}
