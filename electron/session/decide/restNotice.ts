/** Says that a session goes on after it has rested for long: the reader, and the agent, have been away. */
import type { SessionState } from '../../../shared/evolve.ts'
import { messagesOf } from '../../../shared/evolve.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { ourWords } from '../../ourFailure.ts'
import type { CommandFrom } from './decision.ts'
import { ourNotice } from './ourNotice.ts'

/** A pause that long in a session that was loaded anew is told. */
const REST_MS = 60 * 60_000

/** Null when it is not the first prompt since the session was loaded, or the rest was short. */
export function restNotice(
  state: SessionState,
  { at, noticeId }: CommandFrom<'client'>
): SessionMessage | null {
  const last = lastMessageAt(state)
  if (noticeId === undefined || last === null || Date.parse(at) - last <= REST_MS) return null
  return ourNotice('resumed', ourWords('session_resumed', { since: last }), { id: noticeId, at })
}

/** Of any branch: on the one that goes on the last message may be an old one. */
function lastMessageAt(state: SessionState): number | null {
  const shown = messagesOf(state).at(-1)
  if (!shown) return null
  const counted = state.session.metadata.lastMessageAt
  return Math.max(Date.parse(shown.createdAt), counted === null ? 0 : Date.parse(counted))
}
