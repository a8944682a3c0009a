/** The way from a hit to where it was said: its message, with find going on from there. Pure. */
import { messageHash, sessionPath } from '../../shared/address.ts'
import type { SearchHit } from '../../shared/search.ts'
import { findState } from '../transcript/find/arrivingFind.ts'

export interface HitAddress {
  readonly path: string
  /** For the entry of the browser's history; null where no words lead there. */
  readonly state: ReturnType<typeof findState>
}

export function hitAddress({ kind, projectId, sessionId, messageId, snippet }: SearchHit): HitAddress {
  const session = sessionPath(projectId, sessionId)
  // A title stands in no message: the session is what was looked for.
  if (kind === 'title') return { path: session, state: null }
  const words = snippet.find(({ isHit }) => isHit)?.text ?? null
  return { path: `${session}${messageHash(messageId)}`, state: findState(words, messageId) }
}
