/** A session whose transcript has been counted. Pure; for the fold, and for counts outside a turn. */
import type { SessionMetadata, SessionSummary } from './session.ts'

/** It was touched last when its last message came, if nothing else was later: as its row says, by which lists are sorted. */
export function counted(session: SessionSummary, metadata: SessionMetadata): SessionSummary {
  const { lastMessageAt } = metadata
  const isLater = lastMessageAt !== null && Date.parse(lastMessageAt) > Date.parse(session.updatedAt)
  return { ...session, metadata, ...(isLater ? { updatedAt: lastMessageAt } : null) }
}
