/**
 * Tells a person who looks elsewhere that an agent has finished or waits. Fed with every notice by
 * `connectNotices`; holds what it last heard of each session to know what is new.
 */
import type { SessionId } from '../../shared/ids.ts'
import type { SessionSummary } from '../../shared/session.ts'
import { attentionReason } from '../../shared/attention.ts'
import type { Watched } from '../../shared/attention.ts'
import type { AttentionReason } from '../../shared/attentionReason.ts'

export interface WatchOptions {
  /** Whether the person looks at this session in this window: then the page itself tells. */
  readonly isLookedAt: (session: SessionSummary) => boolean
  readonly wants: (told: AttentionReason) => boolean
  readonly tell: (told: AttentionReason, session: SessionSummary) => void
}

export function watchSessions({ isLookedAt, wants, tell }: WatchOptions): (now: Watched) => void {
  const known = new Map<SessionId, Watched>()
  return (now) => {
    const told = attentionReason(known.get(now.session.id) ?? null, now)
    known.set(now.session.id, now)
    if (told !== null && wants(told) && !isLookedAt(now.session)) tell(told, now.session)
  }
}
